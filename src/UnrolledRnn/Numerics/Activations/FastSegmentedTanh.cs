using System.Runtime.CompilerServices;

namespace UnrolledRnn.Numerics;

/// <summary>
/// tanh x with an absolute error below 1e-5: a polynomial of degree 4 in each of 8 segments of |x|, in the form
/// (d² + αd)(βd² + γ) + slope d + value, which takes two multiply-adds after d².
/// </summary>
/// <remarks>
/// The exponent and the highest bit of the mantissa of |x| + 0.75 number the segments: they end at 0.25, 0.75, 1.25, 2.25,
/// 3.25, 5.25 and 7.25. In the last the result is ±1.
/// </remarks>
internal static class FastSegmentedTanh<TSimd, TVector>
    where TSimd : struct, ISegmentSimd<TVector>
    where TVector : struct
{
    private const float Offset = 0.75f;
    private const int IndexShift = 22;
    private const float Bound = 8f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector x)
    {
        Segments<TSimd, TVector>.LocateSooner(x, Bound, Offset, IndexShift, out TVector index, out TVector distance);
        TVector square = TSimd.Multiply(distance, distance);

        // The sign goes to the parts, where it delays nothing; each has it at zero as well, and so has the result.
        TVector sign = Segments<TSimd, TVector>.Sign(x);
        TVector line = TSimd.MultiplyAdd(
            TSimd.Lookup8<FastTanhTable.Slope>(index),
            TSimd.Xor(distance, sign),
            TSimd.Xor(TSimd.Lookup8<FastTanhTable.Value>(index), sign));
        TVector left = TSimd.MultiplyAdd(TSimd.Lookup8<FastTanhTable.Alpha>(index), distance, square);
        TVector right = TSimd.MultiplyAdd(
            TSimd.Xor(TSimd.Lookup8<FastTanhTable.Beta>(index), sign),
            square,
            TSimd.Xor(TSimd.Lookup8<FastTanhTable.Gamma>(index), sign));
        return TSimd.MultiplyAdd(left, right, line);
    }

    /// <summary>y tanh x, with y multiplied into the parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector TanhTimes(TVector x, TVector y)
    {
        Segments<TSimd, TVector>.LocateSooner(x, Bound, Offset, IndexShift, out TVector index, out TVector distance);
        TVector square = TSimd.Multiply(distance, distance);

        TVector factor = TSimd.Xor(y, Segments<TSimd, TVector>.Sign(x));
        TVector scaledDistance = TSimd.Multiply(distance, factor);
        TVector line = TSimd.MultiplyAdd(
            TSimd.Lookup8<FastTanhTable.Slope>(index),
            scaledDistance,
            TSimd.Multiply(TSimd.Lookup8<FastTanhTable.Value>(index), factor));
        TVector left = TSimd.MultiplyAdd(
            TSimd.Lookup8<FastTanhTable.Alpha>(index), scaledDistance, TSimd.Multiply(square, factor));
        TVector right = TSimd.MultiplyAdd(
            TSimd.Lookup8<FastTanhTable.Beta>(index), square, TSimd.Lookup8<FastTanhTable.Gamma>(index));
        return TSimd.MultiplyAdd(left, right, line);
    }
}
