using System.Numerics;

namespace UnrolledRnn.Training;

/// <summary>What one step reads and writes, all of one length; what an optimizer does not have is empty.</summary>
internal ref struct UpdateOperands
{
    /// <summary>How many spans there are.</summary>
    public const int SpanCount = 7;

    public Span<float> Parameters;
    public ReadOnlySpan<float> Gradients;
    public Span<float> First;
    public Span<float> Second;
    public Span<float> Third;

    /// <summary>Factors of the rate, 0 where a parameter is frozen.</summary>
    public ReadOnlySpan<float> RateFactors;

    /// <summary>Factors of the decay.</summary>
    public ReadOnlySpan<float> DecayFactors;

    /// <summary>The same operands of some of the parameters.</summary>
    public readonly UpdateOperands Range(int start, int count) => new()
    {
        Parameters = Parameters.Slice(start, count),
        Gradients = Gradients.Slice(start, count),
        First = First.IsEmpty ? default : First.Slice(start, count),
        Second = Second.IsEmpty ? default : Second.Slice(start, count),
        Third = Third.IsEmpty ? default : Third.Slice(start, count),
        RateFactors = RateFactors.IsEmpty ? default : RateFactors.Slice(start, count),
        DecayFactors = DecayFactors.IsEmpty ? default : DecayFactors.Slice(start, count),
    };

    /// <summary>Copies of less than a vector of operands, filled up to one with zeros.</summary>
    /// <param name="memory"><see cref="SpanCount"/> vectors of zeros, in which the copies lie.</param>
    public readonly UpdateOperands ToVector(Span<float> memory) => new()
    {
        Parameters = Copy(Parameters, memory, 0),
        Gradients = Copy(Gradients, memory, 1),
        First = Copy(First, memory, 2),
        Second = Copy(Second, memory, 3),
        Third = Copy(Third, memory, 4),
        RateFactors = Copy(RateFactors, memory, 5),
        DecayFactors = Copy(DecayFactors, memory, 6),
    };

    /// <summary>Takes over what a step has written to copies.</summary>
    public readonly void TakeFrom(UpdateOperands vector)
    {
        vector.Parameters[..Parameters.Length].CopyTo(Parameters);
        vector.First[..First.Length].CopyTo(First);
        vector.Second[..Second.Length].CopyTo(Second);
        vector.Third[..Third.Length].CopyTo(Third);
    }

    private static Span<float> Copy(ReadOnlySpan<float> values, Span<float> memory, int index)
    {
        Span<float> copy = memory.Slice(index * Vector<float>.Count, Vector<float>.Count);
        values.CopyTo(copy);
        return values.IsEmpty ? default : copy;
    }
}
