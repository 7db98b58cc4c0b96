using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// 1 / (1 + e^-x) with an absolute error below 5e-6: a half plus or minus a polynomial of degree 4 in each of 8 segments of |x|,
/// in the form of <see cref="FastSegmentedTanh"/>.
/// </summary>
/// <remarks>The segments end at 0.5, 1.5, 2.5, 4.5, 6.5, 10.5 and 14.5. In the last the result is 0 or 1.</remarks>
internal static partial class FastSegmentedSigmoid
{
    public const float Offset = 1.5f;
    public const int IndexShift = 22;

    /// <summary>Anywhere in the last segment.</summary>
    public const float Bound = 16f;

    /// <summary>Of vrangeps: the operand of the smaller magnitude, without its sign. It loses NaN.</summary>
    private const byte SmallerMagnitude = 0b1010;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x, ref float tables)
    {
        Volatile.ReadBarrier();
        Vector512<float> sum = Avx512DQ.Range(
            x, Vector512.Create(Unsafe.Add(ref tables, ActivationTables.FastSigmoidBound)), SmallerMagnitude)
            + Vector512.Create(Unsafe.Add(ref tables, ActivationTables.FastSigmoidOffset));
        Vector512<int> index = sum.AsInt32() >>> IndexShift;
        Vector512<float> d =
            Vector512.MinNative(
                Vector512.Create(Unsafe.Add(ref tables, ActivationTables.FastSigmoidBound)),
                x & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits)))
            + Vector512.Create(Unsafe.Add(ref tables, ActivationTables.FastSigmoidOffset))
            - (sum & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.FastEdgeBits)));
        Vector512<float> d2 = d * d;

        // The sign goes to the parts, where it delays least, and the half to the one that is ready first.
        Vector512<float> sign = x & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.SignBit));
        Vector512<float> line = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.FastSigmoid + (1 * ActivationTables.Line)), index),
            d ^ sign,
            Vector512.Create(Unsafe.Add(ref tables, ActivationTables.Half)));
        line += Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.FastSigmoid), index) ^ sign;
        Vector512<float> left = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.FastSigmoid + (3 * ActivationTables.Line)), index),
            d ^ sign,
            d2 ^ sign);
        Vector512<float> right = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.FastSigmoid + (4 * ActivationTables.Line)), index),
            d2,
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.FastSigmoid + (2 * ActivationTables.Line)), index));
        return Vector512.FusedMultiplyAdd(left, right, line);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x, ref float tables)
    {
        Volatile.ReadBarrier();
        Vector256<float> sum =
            Vector256.MinNative(
                Vector256.Create(Unsafe.Add(ref tables, ActivationTables.FastSigmoidBound)),
                x & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits)))
            + Vector256.Create(Unsafe.Add(ref tables, ActivationTables.FastSigmoidOffset));
        Vector256<int> index = sum.AsInt32() >>> IndexShift;
        Vector256<float> d =
            Vector256.MinNative(
                Vector256.Create(Unsafe.Add(ref tables, ActivationTables.FastSigmoidBound)),
                x & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits)))
            + Vector256.Create(Unsafe.Add(ref tables, ActivationTables.FastSigmoidOffset))
            - (sum & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.FastEdgeBits)));
        Vector256<float> d2 = d * d;

        // The sign goes to the parts, where it delays least, and the half to the one that is ready first.
        Vector256<float> sign = x & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.SignBit));
        Vector256<float> line = Vector256.FusedMultiplyAdd(
            Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, ActivationTables.FastSigmoid + (1 * ActivationTables.Line)), index),
            d ^ sign,
            Vector256.Create(Unsafe.Add(ref tables, ActivationTables.Half)));
        line += Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, ActivationTables.FastSigmoid), index) ^ sign;
        Vector256<float> left = Vector256.FusedMultiplyAdd(
            Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, ActivationTables.FastSigmoid + (3 * ActivationTables.Line)), index),
            d ^ sign,
            d2 ^ sign);
        Vector256<float> right = Vector256.FusedMultiplyAdd(
            Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, ActivationTables.FastSigmoid + (4 * ActivationTables.Line)), index),
            d2,
            Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, ActivationTables.FastSigmoid + (2 * ActivationTables.Line)), index));
        return Vector256.FusedMultiplyAdd(left, right, line);
    }
}
