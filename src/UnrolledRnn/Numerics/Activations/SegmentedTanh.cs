using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.Numerics;

/// <summary>
/// tanh x as a polynomial of degree 5 in each of 16 segments of |x|, with no division and a short dependency chain: clamp, add,
/// shift, permutation, three multiply-adds. The same operations on both widths, and so the same bits.
/// </summary>
/// <remarks>
/// The segments end at 0.125, 0.25, 0.375, 0.625, 0.875, …, 7.375 and 9.375, and so get wider as tanh gets flatter. The polynomials
/// are in the distance from the segment's lower edge. The first is x + c3 x³ + c5 x⁵, which keeps the relative precision of small
/// results; in the others an error of a few 1e-8 is below one unit of the last place.
/// </remarks>
internal static class SegmentedTanh
{
    private const float Offset = 0.625f;
    private const int IndexShift = 21;

    /// <summary>Beyond the magnitude from which tanh rounds to ±1; here the polynomial is 1 to the last bit.</summary>
    private const float Bound = 9.03125f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        Segments.Locate(x, Bound, Offset, IndexShift, out Vector512<int> index, out Vector512<float> d);
        Vector512<float> d2 = d * d;
        Vector512<float> curve = Curve(index, d, d2);

        // The sign goes to the parts, where it delays nothing.
        Vector512<float> sign = x & Vector512.Create(-0f);
        Vector512<float> line = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(TanhTable.C1, index),
            d ^ sign,
            Avx512F.PermuteVar16x32(TanhTable.C0, index) ^ sign);
        return Vector512.FusedMultiplyAdd(curve, d2 ^ sign, line);
    }

    /// <summary>y tanh x, with y multiplied into the parts: hardly later than tanh x alone where y is known early.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TanhTimes(Vector512<float> x, Vector512<float> y)
    {
        Segments.Locate(x, Bound, Offset, IndexShift, out Vector512<int> index, out Vector512<float> d);
        Vector512<float> d2 = d * d;
        Vector512<float> curve = Curve(index, d, d2);

        Vector512<float> factor = y ^ (x & Vector512.Create(-0f));
        Vector512<float> line = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(TanhTable.C1, index),
            d * factor,
            Avx512F.PermuteVar16x32(TanhTable.C0, index) * factor);
        return Vector512.FusedMultiplyAdd(curve, d2 * factor, line);
    }

    /// <summary>c2 + c3 d + c4 d² + c5 d³</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Curve(Vector512<int> index, Vector512<float> d, Vector512<float> d2)
    {
        Vector512<float> c45 = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(TanhTable.C5, index),
            d,
            Avx512F.PermuteVar16x32(TanhTable.C4, index));
        Vector512<float> c23 = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(TanhTable.C3, index),
            d,
            Avx512F.PermuteVar16x32(TanhTable.C2, index));
        return Vector512.FusedMultiplyAdd(c45, d2, c23);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        Segments.Locate(x, Bound, Offset, IndexShift, out Vector256<int> index, out Vector256<float> d);
        Vector256<float> d2 = d * d;
        Vector256<float> curve = Curve(index, d, d2);

        Vector256<float> sign = x & Vector256.Create(-0f);
        Vector256<float> line = Vector256.FusedMultiplyAdd(TanhTable.C1At(index), d ^ sign, TanhTable.C0At(index) ^ sign);
        return Vector256.FusedMultiplyAdd(curve, d2 ^ sign, line);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> TanhTimes(Vector256<float> x, Vector256<float> y)
    {
        Segments.Locate(x, Bound, Offset, IndexShift, out Vector256<int> index, out Vector256<float> d);
        Vector256<float> d2 = d * d;
        Vector256<float> curve = Curve(index, d, d2);

        Vector256<float> factor = y ^ (x & Vector256.Create(-0f));
        Vector256<float> line = Vector256.FusedMultiplyAdd(TanhTable.C1At(index), d * factor, TanhTable.C0At(index) * factor);
        return Vector256.FusedMultiplyAdd(curve, d2 * factor, line);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Curve(Vector256<int> index, Vector256<float> d, Vector256<float> d2)
    {
        Vector256<float> c45 = Vector256.FusedMultiplyAdd(TanhTable.C5At(index), d, TanhTable.C4At(index));
        Vector256<float> c23 = Vector256.FusedMultiplyAdd(TanhTable.C3At(index), d, TanhTable.C2At(index));
        return Vector256.FusedMultiplyAdd(c45, d2, c23);
    }
}
