using System.Runtime.CompilerServices;

namespace UnrolledRnn.Numerics;

/// <summary>
/// 1 / (1 + e^-x) with an absolute error below 5e-6: a half plus or minus a polynomial of degree 4 in each of 8 segments of |x|,
/// in the form of <see cref="FastSegmentedTanh{TSimd, TVector}"/>.
/// </summary>
/// <remarks>
/// The exponent and the highest bit of the mantissa of |x| + 1.5 number the segments: they end at 0.5, 1.5, 2.5, 4.5, 6.5,
/// 10.5 and 14.5. In the last the result is 0 or 1.
/// </remarks>
internal static class FastSegmentedSigmoid<TSimd, TVector>
    where TSimd : struct, ISegmentSimd<TVector>
    where TVector : struct
{
    private const float Offset = 1.5f;
    private const int IndexShift = 22;
    private const float Bound = 16f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid(TVector x)
    {
        Segments<TSimd, TVector>.LocateSooner(x, Bound, Offset, IndexShift, out TVector index, out TVector distance);
        TVector square = TSimd.Multiply(distance, distance);

        // The sign goes to the parts, where it delays nothing.
        TVector sign = Segments<TSimd, TVector>.Sign(x);
        TVector line = TSimd.Add(
            TSimd.MultiplyAdd(TSimd.Lookup8<FastSigmoidTable.Slope>(index), TSimd.Xor(distance, sign), TSimd.Create(0.5f)),
            TSimd.Xor(TSimd.Lookup8<FastSigmoidTable.Value>(index), sign));
        TVector left = TSimd.MultiplyAdd(TSimd.Lookup8<FastSigmoidTable.Alpha>(index), distance, square);
        TVector right = TSimd.MultiplyAdd(
            TSimd.Xor(TSimd.Lookup8<FastSigmoidTable.Beta>(index), sign),
            square,
            TSimd.Xor(TSimd.Lookup8<FastSigmoidTable.Gamma>(index), sign));
        return TSimd.MultiplyAdd(left, right, line);
    }
}
