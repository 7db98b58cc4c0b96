using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>The loop of every optimizer: decay, the rule, and what is frozen, a vector at a time.</summary>
internal static class ElementwiseStep
{
    /// <summary>What moving a parameter costs, in multiply-adds.</summary>
    private const int OperationsOfParameter = 16;

    /// <summary>Moves all parameters once.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="size">The size of the step.</param>
    /// <param name="operands">What it reads and writes.</param>
    /// <param name="workers">The threads; null for the calling one alone.</param>
    public static void Run<TRule>(TRule rule, StepSize size, UpdateOperands operands, Workers? workers)
        where TRule : struct, IUpdateRule
    {
        int count = operands.Parameters.Length;
        var work = new Work<TRule> { Rule = rule, Size = size, Operands = operands };
        Workers.Run(MatrixProduct.WorthIt(workers, count, OperationsOfParameter, 1), ref work, count, AlignedBuffer.FloatsPerLine);
    }

    private static void RunAll<TRule>(TRule rule, StepSize size, UpdateOperands operands)
        where TRule : struct, IUpdateRule
    {
        int rest = operands.Parameters.Length % Vector<float>.Count;
        int whole = operands.Parameters.Length - rest;
        RunVectors(rule, size, operands, whole);
        if (rest > 0)
        {
            // The same code for the rest: there is no second formula that could differ from the first.
            Span<float> memory = stackalloc float[UpdateOperands.SpanCount * Vector<float>.Count];
            memory.Clear();
            UpdateOperands last = operands.Range(whole, rest);
            UpdateOperands vector = last.ToVector(memory);
            RunVectors(rule, size, vector, Vector<float>.Count);
            last.TakeFrom(vector);
        }
    }

    private static void RunVectors<TRule>(TRule rule, StepSize size, UpdateOperands operands, int length)
        where TRule : struct, IUpdateRule
    {
        ref float p = ref MemoryMarshal.GetReference(operands.Parameters);
        ref float g = ref MemoryMarshal.GetReference(operands.Gradients);
        ref float a = ref MemoryMarshal.GetReference(operands.First);
        ref float b = ref MemoryMarshal.GetReference(operands.Second);
        ref float c = ref MemoryMarshal.GetReference(operands.Third);
        ref float rates = ref MemoryMarshal.GetReference(operands.RateFactors);
        ref float decays = ref MemoryMarshal.GetReference(operands.DecayFactors);
        bool hasFirst = !operands.First.IsEmpty;
        bool hasSecond = !operands.Second.IsEmpty;
        bool hasThird = !operands.Third.IsEmpty;
        bool isGrouped = !operands.RateFactors.IsEmpty;
        bool isDecoupled = size.IsDecoupled;
        var commonRate = new Vector<float>(size.Rate);
        var commonDecay = new Vector<float>(size.Decay);
        for (int i = 0; i < length; i += Vector<float>.Count)
        {
            nuint at = (nuint)i;
            Vector<float> old = Vector.LoadUnsafe(ref p, at);
            Vector<float> first = hasFirst ? Vector.LoadUnsafe(ref a, at) : Vector<float>.Zero;
            Vector<float> second = hasSecond ? Vector.LoadUnsafe(ref b, at) : Vector<float>.Zero;
            Vector<float> third = hasThird ? Vector.LoadUnsafe(ref c, at) : Vector<float>.Zero;
            Vector<float> rate = commonRate;
            Vector<float> decay = commonDecay;
            Vector<int> isFrozen = default;
            if (isGrouped)
            {
                Vector<float> factor = Vector.LoadUnsafe(ref rates, at);
                isFrozen = Vector.Equals(factor, Vector<float>.Zero);
                rate *= factor;
                decay *= Vector.LoadUnsafe(ref decays, at);
                decay = isDecoupled ? decay * factor : decay;
            }

            Vector<float> parameter = old;
            Vector<float> gradient = Vector.LoadUnsafe(ref g, at);
            if (isDecoupled)
            {
                parameter *= Vector<float>.One - decay;
            }
            else
            {
                gradient += parameter * decay;
            }

            (Vector<float> oldFirst, Vector<float> oldSecond, Vector<float> oldThird) = (first, second, third);
            rule.Apply(gradient, rate, ref parameter, ref first, ref second, ref third);
            if (isGrouped)
            {
                // a rate of 0 alone would turn -0 into 0, and what is not finite into NaN
                parameter = Vector.ConditionalSelect(isFrozen, old, parameter);
                first = Vector.ConditionalSelect(isFrozen, oldFirst, first);
                second = Vector.ConditionalSelect(isFrozen, oldSecond, second);
                third = Vector.ConditionalSelect(isFrozen, oldThird, third);
            }

            parameter.StoreUnsafe(ref p, at);
            Store(hasFirst, first, ref a, at);
            Store(hasSecond, second, ref b, at);
            Store(hasThird, third, ref c, at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(bool isKept, Vector<float> values, ref float destination, nuint at)
    {
        if (isKept)
        {
            values.StoreUnsafe(ref destination, at);
        }
    }

    private ref struct Work<TRule> : IRowWork
        where TRule : struct, IUpdateRule
    {
        public TRule Rule;
        public StepSize Size;
        public UpdateOperands Operands;

        public readonly void Run(int start, int end) => RunAll(Rule, Size, Operands.Range(start, end - start));
    }
}
