using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Text;

/// <summary>
/// Passes over values that compare each with a threshold, and thresholds as whole numbers in the order of the floats, between which a
/// search by halves takes at most 32 passes. Sums have one order, whatever the width of vectors.
/// </summary>
internal static class Threshold
{
    /// <summary>The whole number of a float that is not NaN; a larger float has a larger one.</summary>
    public static int KeyOf(float value) => Fold(BitConverter.SingleToInt32Bits(value));

    /// <summary>The float of a whole number.</summary>
    public static float ValueOf(int key) => BitConverter.Int32BitsToSingle(Fold(key));

    /// <summary>The whole number in the middle of two.</summary>
    public static int Middle(int low, int high) => (int)(((long)low + high) >> 1);

    /// <summary>How many values are at least a threshold.</summary>
    public static int CountAtLeast(ReadOnlySpan<float> values, float threshold)
    {
        ref float v = ref MemoryMarshal.GetReference(values);
        var limits = new Vector<float>(threshold);
        Vector<int> counts = Vector<int>.Zero;
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            counts -= Vector.GreaterThanOrEqual(Vector.LoadUnsafe(ref v, (nuint)i), limits);
        }

        int count = Vector.Sum(counts);
        for (; i < values.Length; i++)
        {
            count += values[i] >= threshold ? 1 : 0;
        }

        return count;
    }

    /// <summary>The sum and the number of those values, none of them negative, that are at least a threshold.</summary>
    public static float SumAtLeast(ReadOnlySpan<float> values, float threshold, out int count)
    {
        const int Step = 16;
        ref float v = ref MemoryMarshal.GetReference(values);
        Vector256<float> limits = Vector256.Create(threshold);
        Vector256<float> lower = default, upper = default;
        Vector256<int> counts = default;
        int i = 0;
        for (; i <= values.Length - Step; i += Step)
        {
            var first = Vector256.LoadUnsafe(ref v, (nuint)i);
            var second = Vector256.LoadUnsafe(ref v, (nuint)(i + (Step / 2)));
            Vector256<float> hasFirst = Vector256.GreaterThanOrEqual(first, limits);
            Vector256<float> hasSecond = Vector256.GreaterThanOrEqual(second, limits);
            lower += first & hasFirst;
            upper += second & hasSecond;
            counts -= hasFirst.AsInt32() + hasSecond.AsInt32();
        }

        float sum = FixedOrderSum.Sum(lower, upper);
        count = Vector256.Sum(counts);
        for (; i < values.Length; i++)
        {
            bool isCounted = values[i] >= threshold;
            sum += isCounted ? values[i] : 0;
            count += isCounted ? 1 : 0;
        }

        return sum;
    }

    /// <summary>Rules out the tokens whose values are below a threshold.</summary>
    /// <param name="values">One for each token.</param>
    /// <param name="threshold">What must be reached.</param>
    /// <param name="logits">One for each token; those that are ruled out become minus infinity. May be the values themselves.</param>
    public static void RuleOutBelow(ReadOnlySpan<float> values, float threshold, Span<float> logits)
    {
        ref float v = ref MemoryMarshal.GetReference(values);
        ref float l = ref MemoryMarshal.GetReference(logits);
        var limits = new Vector<float>(threshold);
        var never = new Vector<float>(float.NegativeInfinity);
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<int> isKept = Vector.GreaterThanOrEqual(Vector.LoadUnsafe(ref v, (nuint)i), limits);
            Vector.ConditionalSelect(isKept, Vector.LoadUnsafe(ref l, (nuint)i), never).StoreUnsafe(ref l, (nuint)i);
        }

        for (; i < values.Length; i++)
        {
            logits[i] = values[i] >= threshold ? logits[i] : float.NegativeInfinity;
        }
    }

    /// <summary>Negative floats have their other bits turned, so that larger ones are larger as whole numbers too.</summary>
    private static int Fold(int bits) => bits ^ ((bits >> 31) & int.MaxValue);
}
