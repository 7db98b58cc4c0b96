using System.Runtime.CompilerServices;

namespace UnrolledRnn.Numerics;

/// <summary>
/// Segments of |x| that get wider with |x|: the exponent and the highest bits of the mantissa of |x| + offset number them, so
/// that an addition and a shift find the segment.
/// </summary>
internal static class Segments<TSimd, TVector>
    where TSimd : struct, ISegmentSimd<TVector>
    where TVector : struct
{
    /// <summary>Finds the segment of min(|x|, bound).</summary>
    /// <param name="x">x.</param>
    /// <param name="bound">The end of the range, in the last segment.</param>
    /// <param name="offset">The lower edge of the first segment in |x| + offset.</param>
    /// <param name="indexShift">The number of bits of |x| + offset below those that are the index.</param>
    /// <param name="index">The index, in the low bits.</param>
    /// <param name="distance">How far min(|x|, bound) is above the lower edge of its segment; NaN where x is.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Locate(TVector x, float bound, float offset, int indexShift, out TVector index, out TVector distance)
    {
        TVector end = TSimd.Create(bound);
        TVector start = TSimd.Create(offset);
        TVector shifted = TSimd.Add(TSimd.ClampMagnitude(x, end), start);
        index = TSimd.ShiftRight(shifted, indexShift);

        // From |x| itself rather than from the sum, which has lost bits, and by Min, which keeps NaN.
        TVector edge = TSimd.And(shifted, TSimd.Create(BitConverter.Int32BitsToSingle(-1 << indexShift)));
        distance = TSimd.Subtract(TSimd.Min(end, TSimd.Abs(x)), TSimd.Subtract(edge, start));
    }

    /// <summary>
    /// As <see cref="Locate"/>, with the distance sooner, by one subtraction of two sums; it has lost as many bits as they have.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LocateSooner(TVector x, float bound, float offset, int indexShift, out TVector index, out TVector distance)
    {
        TVector end = TSimd.Create(bound);
        TVector start = TSimd.Create(offset);
        TVector shifted = TSimd.Add(TSimd.ClampMagnitude(x, end), start);
        index = TSimd.ShiftRight(shifted, indexShift);

        TVector edge = TSimd.And(shifted, TSimd.Create(BitConverter.Int32BitsToSingle(-1 << indexShift)));
        distance = TSimd.Subtract(TSimd.Add(TSimd.Min(end, TSimd.Abs(x)), start), edge);
    }

    /// <summary>-0 where x is negative, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sign(TVector x) => TSimd.And(x, TSimd.Create(-0f));
}
