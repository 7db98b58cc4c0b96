using System.Runtime.CompilerServices;

namespace UnrolledRnn.Numerics;

/// <summary>
/// tanh x as a polynomial of degree 5 in each of 16 segments of |x|, with no division and a short dependency chain: clamp,
/// add, shift, permutation, three multiply-adds.
/// </summary>
/// <remarks>
/// The exponent and the two highest bits of the mantissa of |x| + 0.625 number the segments: they end at 0.125, 0.25, 0.375,
/// 0.625, 0.875, …, 7.375 and 9.375, and so get wider as tanh gets flatter. The polynomials are in the distance from the
/// segment's lower edge. The first is x + c3 x³ + c5 x⁵, which keeps the relative precision of small results; in the others
/// an error of a few 1e-8 is below one unit of the last place.
/// </remarks>
internal static class SegmentedTanh<TSimd, TVector>
    where TSimd : struct, ISegmentSimd<TVector>
    where TVector : struct
{
    private const float Offset = 0.625f;
    private const int IndexShift = 21;

    /// <summary>Beyond the magnitude from which tanh rounds to ±1; here the polynomial is 1 to the last bit.</summary>
    private const float Bound = 9.03125f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector x)
    {
        Segments<TSimd, TVector>.Locate(x, Bound, Offset, IndexShift, out TVector index, out TVector distance);
        TVector square = TSimd.Multiply(distance, distance);
        TVector curve = Curve(index, distance, square);

        // The sign goes to the parts, where it delays nothing.
        TVector sign = Segments<TSimd, TVector>.Sign(x);
        TVector line = TSimd.MultiplyAdd(
            TSimd.Lookup16<TanhTable.C1>(index),
            TSimd.Xor(distance, sign),
            TSimd.Xor(TSimd.Lookup16<TanhTable.C0>(index), sign));
        return TSimd.MultiplyAdd(curve, TSimd.Xor(square, sign), line);
    }

    /// <summary>y tanh x, with y multiplied into the parts, which takes no longer than tanh x alone where y is known early.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector TanhTimes(TVector x, TVector y)
    {
        Segments<TSimd, TVector>.Locate(x, Bound, Offset, IndexShift, out TVector index, out TVector distance);
        TVector square = TSimd.Multiply(distance, distance);
        TVector curve = Curve(index, distance, square);

        TVector factor = TSimd.Xor(y, Segments<TSimd, TVector>.Sign(x));
        TVector line = TSimd.MultiplyAdd(
            TSimd.Lookup16<TanhTable.C1>(index),
            TSimd.Multiply(distance, factor),
            TSimd.Multiply(TSimd.Lookup16<TanhTable.C0>(index), factor));
        return TSimd.MultiplyAdd(curve, TSimd.Multiply(square, factor), line);
    }

    /// <summary>c2 + c3 d + c4 d² + c5 d³</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Curve(TVector index, TVector distance, TVector square)
    {
        TVector upper = TSimd.MultiplyAdd(TSimd.Lookup16<TanhTable.C5>(index), distance, TSimd.Lookup16<TanhTable.C4>(index));
        TVector lower = TSimd.MultiplyAdd(TSimd.Lookup16<TanhTable.C3>(index), distance, TSimd.Lookup16<TanhTable.C2>(index));
        return TSimd.MultiplyAdd(upper, square, lower);
    }
}
