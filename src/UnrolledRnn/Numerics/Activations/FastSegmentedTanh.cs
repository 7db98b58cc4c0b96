using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.Numerics;

/// <summary>
/// tanh x with an absolute error below 1e-5: a polynomial of degree 4 in each of 8 segments of |x|, in the form
/// (d² + αd)(βd² + γ) + slope d + value, which takes two multiply-adds after d².
/// </summary>
/// <remarks>The segments end at 0.25, 0.75, 1.25, 2.25, 3.25, 5.25 and 7.25. In the last the result is ±1.</remarks>
internal static class FastSegmentedTanh
{
    private const float Offset = 0.75f;
    private const int IndexShift = 22;

    /// <summary>Anywhere in the last segment.</summary>
    private const float Bound = 8f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        Segments.LocateSooner(x, Bound, Offset, IndexShift, out Vector512<int> index, out Vector512<float> d);
        Vector512<float> d2 = d * d;

        // The sign goes to the parts, where it delays least; at zero both have it, and so has the result.
        Vector512<float> sign = x & Vector512.Create(-0f);
        Vector512<float> line = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(FastTanhTable.Slope, index),
            d ^ sign,
            Avx512F.PermuteVar16x32(FastTanhTable.Value, index) ^ sign);
        Vector512<float> left = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(FastTanhTable.Alpha, index),
            d ^ sign,
            d2 ^ sign);
        Vector512<float> right = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(FastTanhTable.Beta, index),
            d2,
            Avx512F.PermuteVar16x32(FastTanhTable.Gamma, index));
        return Vector512.FusedMultiplyAdd(left, right, line);
    }

    /// <summary>y tanh x, with y multiplied into the parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TanhTimes(Vector512<float> x, Vector512<float> y)
    {
        Segments.LocateSooner(x, Bound, Offset, IndexShift, out Vector512<int> index, out Vector512<float> d);
        Vector512<float> d2 = d * d;

        Vector512<float> factor = y ^ (x & Vector512.Create(-0f));
        Vector512<float> line = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(FastTanhTable.Slope, index),
            d * factor,
            Avx512F.PermuteVar16x32(FastTanhTable.Value, index) * factor);
        Vector512<float> left = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(FastTanhTable.Alpha, index),
            d * factor,
            d2 * factor);
        Vector512<float> right = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(FastTanhTable.Beta, index),
            d2,
            Avx512F.PermuteVar16x32(FastTanhTable.Gamma, index));
        return Vector512.FusedMultiplyAdd(left, right, line);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        Segments.LocateSooner(x, Bound, Offset, IndexShift, out Vector256<int> index, out Vector256<float> d);
        Vector256<float> d2 = d * d;

        Vector256<float> sign = x & Vector256.Create(-0f);
        Vector256<float> line = Vector256.FusedMultiplyAdd(
            Avx2.PermuteVar8x32(FastTanhTable.SlopeOf8, index),
            d ^ sign,
            Avx2.PermuteVar8x32(FastTanhTable.ValueOf8, index) ^ sign);
        Vector256<float> left = Vector256.FusedMultiplyAdd(Avx2.PermuteVar8x32(FastTanhTable.AlphaOf8, index), d ^ sign, d2 ^ sign);
        Vector256<float> right = Vector256.FusedMultiplyAdd(
            Avx2.PermuteVar8x32(FastTanhTable.BetaOf8, index),
            d2,
            Avx2.PermuteVar8x32(FastTanhTable.GammaOf8, index));
        return Vector256.FusedMultiplyAdd(left, right, line);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> TanhTimes(Vector256<float> x, Vector256<float> y)
    {
        Segments.LocateSooner(x, Bound, Offset, IndexShift, out Vector256<int> index, out Vector256<float> d);
        Vector256<float> d2 = d * d;

        Vector256<float> factor = y ^ (x & Vector256.Create(-0f));
        Vector256<float> line = Vector256.FusedMultiplyAdd(
            Avx2.PermuteVar8x32(FastTanhTable.SlopeOf8, index),
            d * factor,
            Avx2.PermuteVar8x32(FastTanhTable.ValueOf8, index) * factor);
        Vector256<float> left = Vector256.FusedMultiplyAdd(
            Avx2.PermuteVar8x32(FastTanhTable.AlphaOf8, index),
            d * factor,
            d2 * factor);
        Vector256<float> right = Vector256.FusedMultiplyAdd(
            Avx2.PermuteVar8x32(FastTanhTable.BetaOf8, index),
            d2,
            Avx2.PermuteVar8x32(FastTanhTable.GammaOf8, index));
        return Vector256.FusedMultiplyAdd(left, right, line);
    }
}
