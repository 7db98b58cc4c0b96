using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.Numerics;

/// <summary>
/// 1 / (1 + e^-x) with an absolute error below 5e-6: a half plus or minus a polynomial of degree 4 in each of 8 segments of |x|,
/// in the form of <see cref="FastSegmentedTanh"/>.
/// </summary>
/// <remarks>The segments end at 0.5, 1.5, 2.5, 4.5, 6.5, 10.5 and 14.5. In the last the result is 0 or 1.</remarks>
internal static class FastSegmentedSigmoid
{
    private const float Offset = 1.5f;
    private const int IndexShift = 22;

    /// <summary>Anywhere in the last segment.</summary>
    private const float Bound = 16f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x)
    {
        Segments.LocateSooner(x, Bound, Offset, IndexShift, out Vector512<int> index, out Vector512<float> d);
        Vector512<float> d2 = d * d;

        // The sign goes to the parts, where it delays least, and the half to the one that is ready first.
        Vector512<float> sign = x & Vector512.Create(-0f);
        Vector512<float> line = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(FastSigmoidTable.Slope, index),
            d ^ sign,
            Vector512.Create(0.5f));
        line += Avx512F.PermuteVar16x32(FastSigmoidTable.Value, index) ^ sign;
        Vector512<float> left = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(FastSigmoidTable.Alpha, index),
            d ^ sign,
            d2 ^ sign);
        Vector512<float> right = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(FastSigmoidTable.Beta, index),
            d2,
            Avx512F.PermuteVar16x32(FastSigmoidTable.Gamma, index));
        return Vector512.FusedMultiplyAdd(left, right, line);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x)
    {
        Segments.LocateSooner(x, Bound, Offset, IndexShift, out Vector256<int> index, out Vector256<float> d);
        Vector256<float> d2 = d * d;

        Vector256<float> sign = x & Vector256.Create(-0f);
        Vector256<float> line = Vector256.FusedMultiplyAdd(
            Avx2.PermuteVar8x32(FastSigmoidTable.SlopeOf8, index),
            d ^ sign,
            Vector256.Create(0.5f));
        line += Avx2.PermuteVar8x32(FastSigmoidTable.ValueOf8, index) ^ sign;
        Vector256<float> left = Vector256.FusedMultiplyAdd(
            Avx2.PermuteVar8x32(FastSigmoidTable.AlphaOf8, index),
            d ^ sign,
            d2 ^ sign);
        Vector256<float> right = Vector256.FusedMultiplyAdd(
            Avx2.PermuteVar8x32(FastSigmoidTable.BetaOf8, index),
            d2,
            Avx2.PermuteVar8x32(FastSigmoidTable.GammaOf8, index));
        return Vector256.FusedMultiplyAdd(left, right, line);
    }
}
