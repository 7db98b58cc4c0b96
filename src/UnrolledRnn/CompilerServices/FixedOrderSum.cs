using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Sums whose order does not depend on the hardware: sixteen running sums, element i in sum i mod 16, folded in halves
/// at the end.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FixedOrderSum
{
    /// <summary>Σ over the lanes: halves are folded onto each other, 8, 4, 2, 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> sums) => Sum(sums.GetLower() + sums.GetUpper());

    /// <summary>Σ over sixteen lanes held in two vectors, in the order of <see cref="Sum(Vector512{float})"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> lower, Vector256<float> upper) => Sum(lower + upper);

    /// <summary>Σ over sixteen lanes held in four vectors, in the order of <see cref="Sum(Vector512{float})"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> first, Vector128<float> second, Vector128<float> third, Vector128<float> fourth) =>
        Sum((first + third) + (second + fourth));

    /// <summary>Σ over sixteen consecutive floats, in the order of <see cref="Sum(Vector512{float})"/>.</summary>
    /// <param name="sums">The first of sixteen floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(ref float sums) => Sum(
        Vector128.LoadUnsafe(ref sums), Vector128.LoadUnsafe(ref sums, 4),
        Vector128.LoadUnsafe(ref sums, 8), Vector128.LoadUnsafe(ref sums, 12));

    /// <summary>Σ values[i]</summary>
    /// <param name="values">Any number of values.</param>
    public static float Sum(ReadOnlySpan<float> values) => Fold<Identity>(values);

    /// <summary>Σ values[i]², in double precision where a float cannot hold it or its terms.</summary>
    /// <param name="values">Any number of values.</param>
    public static double SumOfSquares(ReadOnlySpan<float> values)
    {
        // Below this, terms that a float rounds to zero or to few digits could matter.
        const float Exact = 1e-24f;
        float sum = Fold<Square>(values);
        if (float.IsNaN(sum) || (sum >= Exact && !float.IsInfinity(sum)))
        {
            return sum;
        }

        double wide = 0;
        foreach (float value in values)
        {
            wide += (double)value * value;
        }

        return wide;
    }

    /// <summary>Σ a[i] b[i]</summary>
    /// <param name="a">The first of <paramref name="length"/> floats.</param>
    /// <param name="b">The first of <paramref name="length"/> floats.</param>
    /// <param name="length">A multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Dot(ref float a, ref float b, int length)
    {
        Vector128<float> s0 = default, s1 = default, s2 = default, s3 = default;
        for (int i = 0; i < length; i += AlignedBuffer.FloatsPerLine)
        {
            nuint at = (nuint)i;
            s0 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref a, at), Vector128.LoadUnsafe(ref b, at), s0);
            s1 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref a, at + 4), Vector128.LoadUnsafe(ref b, at + 4), s1);
            s2 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref a, at + 8), Vector128.LoadUnsafe(ref b, at + 8), s2);
            s3 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref a, at + 12), Vector128.LoadUnsafe(ref b, at + 12), s3);
        }

        return Sum(s0, s1, s2, s3);
    }

    private static float Fold<TTerm>(ReadOnlySpan<float> values)
        where TTerm : struct, ITerm
    {
        Lanes lanes = default;
        Span<float> sums = lanes;
        ref float v = ref MemoryMarshal.GetReference(values);
        ref float s = ref MemoryMarshal.GetReference(sums);
        Vector128<float> s0 = default, s1 = default, s2 = default, s3 = default;
        int i = 0;
        for (; i <= values.Length - AlignedBuffer.FloatsPerLine; i += AlignedBuffer.FloatsPerLine)
        {
            s0 += TTerm.Of(Vector128.LoadUnsafe(ref v, (nuint)i));
            s1 += TTerm.Of(Vector128.LoadUnsafe(ref v, (nuint)(i + 4)));
            s2 += TTerm.Of(Vector128.LoadUnsafe(ref v, (nuint)(i + 8)));
            s3 += TTerm.Of(Vector128.LoadUnsafe(ref v, (nuint)(i + 12)));
        }

        s0.StoreUnsafe(ref s);
        s1.StoreUnsafe(ref s, 4);
        s2.StoreUnsafe(ref s, 8);
        s3.StoreUnsafe(ref s, 12);
        for (int lane = 0; i < values.Length; i++, lane++)
        {
            sums[lane] += TTerm.Of(Vector128.CreateScalar(values[i])).ToScalar();
        }

        return Sum(ref s);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(Vector256<float> sums) => Sum(sums.GetLower() + sums.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(Vector128<float> sums)
    {
        // Shuffles, because Vector64 goes through memory on x64.
        Vector128<float> pair = sums + Vector128.Shuffle(sums, Vector128.Create(2, 3, 0, 1));
        return pair.GetElement(0) + pair.GetElement(1);
    }

    private interface ITerm
    {
        static abstract Vector128<float> Of(Vector128<float> value);
    }

    private readonly struct Identity : ITerm
    {
        public static Vector128<float> Of(Vector128<float> value) => value;
    }

    private readonly struct Square : ITerm
    {
        public static Vector128<float> Of(Vector128<float> value) => value * value;
    }

    [InlineArray(AlignedBuffer.FloatsPerLine)]
    private struct Lanes
    {
        private float _element;
    }
}
