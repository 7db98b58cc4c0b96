using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// tanh x with an absolute error below 1e-5: a polynomial of degree 4 in each of 8 segments of |x|, in the form
/// (d² + αd)(βd² + γ) + slope d + value, which takes two multiply-adds after d².
/// </summary>
/// <remarks>The segments end at 0.25, 0.75, 1.25, 2.25, 3.25, 5.25 and 7.25. In the last the result is ±1.</remarks>
internal static partial class FastSegmentedTanh
{
    public const float Offset = 0.75f;
    public const int IndexShift = 22;

    /// <summary>Anywhere in the last segment.</summary>
    public const float Bound = 8f;

    /// <summary>Of vrangeps: the operand of the smaller magnitude, without its sign. It loses NaN.</summary>
    private const byte SmallerMagnitude = 0b1010;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x, ref float tables)
    {
        Volatile.ReadBarrier();
        Vector512<float> sum = Avx512DQ.Range(x, Vector512.Create(Unsafe.Add(ref tables, ActivationTables.FastTanhBound)), SmallerMagnitude)
            + Vector512.Create(Unsafe.Add(ref tables, ActivationTables.FastTanhOffset));
        Vector512<int> index = sum.AsInt32() >>> IndexShift;
        Vector512<float> d =
            Vector512.MinNative(
                Vector512.Create(Unsafe.Add(ref tables, ActivationTables.FastTanhBound)),
                x & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits)))
            + Vector512.Create(Unsafe.Add(ref tables, ActivationTables.FastTanhOffset))
            - (sum & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.FastEdgeBits)));
        Vector512<float> d2 = d * d;

        // The sign goes to the parts, where it delays least; at zero both have it, and so has the result.
        Vector512<float> sign = x & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.SignBit));
        Vector512<float> line = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.FastTanh + (1 * ActivationTables.Line)), index),
            d ^ sign,
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.FastTanh), index) ^ sign);
        Vector512<float> left = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.FastTanh + (3 * ActivationTables.Line)), index),
            d ^ sign,
            d2 ^ sign);
        Vector512<float> right = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.FastTanh + (4 * ActivationTables.Line)), index),
            d2,
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.FastTanh + (2 * ActivationTables.Line)), index));
        return Vector512.FusedMultiplyAdd(left, right, line);
    }

    /// <summary>y tanh x, with y multiplied into the parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TanhTimes(Vector512<float> x, Vector512<float> y, ref float tables)
    {
        Volatile.ReadBarrier();
        Vector512<float> sum = Avx512DQ.Range(x, Vector512.Create(Unsafe.Add(ref tables, ActivationTables.FastTanhBound)), SmallerMagnitude)
            + Vector512.Create(Unsafe.Add(ref tables, ActivationTables.FastTanhOffset));
        Vector512<int> index = sum.AsInt32() >>> IndexShift;
        Vector512<float> d =
            Vector512.MinNative(
                Vector512.Create(Unsafe.Add(ref tables, ActivationTables.FastTanhBound)),
                x & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits)))
            + Vector512.Create(Unsafe.Add(ref tables, ActivationTables.FastTanhOffset))
            - (sum & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.FastEdgeBits)));
        Vector512<float> d2 = d * d;
        Vector512<float> factor = y ^ (x & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.SignBit)));
        Vector512<float> line = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.FastTanh + (1 * ActivationTables.Line)), index),
            d * factor,
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.FastTanh), index) * factor);
        Vector512<float> left = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.FastTanh + (3 * ActivationTables.Line)), index),
            d * factor,
            d2 * factor);
        Vector512<float> right = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.FastTanh + (4 * ActivationTables.Line)), index),
            d2,
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.FastTanh + (2 * ActivationTables.Line)), index));
        return Vector512.FusedMultiplyAdd(left, right, line);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x, ref float tables)
    {
        Volatile.ReadBarrier();
        Vector256<float> sum =
            Vector256.MinNative(
                Vector256.Create(Unsafe.Add(ref tables, ActivationTables.FastTanhBound)),
                x & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits)))
            + Vector256.Create(Unsafe.Add(ref tables, ActivationTables.FastTanhOffset));
        Vector256<int> index = sum.AsInt32() >>> IndexShift;
        Vector256<float> d =
            Vector256.MinNative(
                Vector256.Create(Unsafe.Add(ref tables, ActivationTables.FastTanhBound)),
                x & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits)))
            + Vector256.Create(Unsafe.Add(ref tables, ActivationTables.FastTanhOffset))
            - (sum & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.FastEdgeBits)));
        Vector256<float> d2 = d * d;

        // The sign goes to the parts, where it delays least; at zero both have it, and so has the result.
        Vector256<float> sign = x & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.SignBit));
        Vector256<float> line = Vector256.FusedMultiplyAdd(
            Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, ActivationTables.FastTanh + (1 * ActivationTables.Line)), index),
            d ^ sign,
            Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, ActivationTables.FastTanh), index) ^ sign);
        Vector256<float> left = Vector256.FusedMultiplyAdd(
            Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, ActivationTables.FastTanh + (3 * ActivationTables.Line)), index),
            d ^ sign,
            d2 ^ sign);
        Vector256<float> right = Vector256.FusedMultiplyAdd(
            Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, ActivationTables.FastTanh + (4 * ActivationTables.Line)), index),
            d2,
            Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, ActivationTables.FastTanh + (2 * ActivationTables.Line)), index));
        return Vector256.FusedMultiplyAdd(left, right, line);
    }

    /// <summary>y tanh x, with y multiplied into the parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> TanhTimes(Vector256<float> x, Vector256<float> y, ref float tables)
    {
        Volatile.ReadBarrier();
        Vector256<float> sum =
            Vector256.MinNative(
                Vector256.Create(Unsafe.Add(ref tables, ActivationTables.FastTanhBound)),
                x & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits)))
            + Vector256.Create(Unsafe.Add(ref tables, ActivationTables.FastTanhOffset));
        Vector256<int> index = sum.AsInt32() >>> IndexShift;
        Vector256<float> d =
            Vector256.MinNative(
                Vector256.Create(Unsafe.Add(ref tables, ActivationTables.FastTanhBound)),
                x & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits)))
            + Vector256.Create(Unsafe.Add(ref tables, ActivationTables.FastTanhOffset))
            - (sum & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.FastEdgeBits)));
        Vector256<float> d2 = d * d;
        Vector256<float> factor = y ^ (x & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.SignBit)));
        Vector256<float> line = Vector256.FusedMultiplyAdd(
            Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, ActivationTables.FastTanh + (1 * ActivationTables.Line)), index),
            d * factor,
            Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, ActivationTables.FastTanh), index) * factor);
        Vector256<float> left = Vector256.FusedMultiplyAdd(
            Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, ActivationTables.FastTanh + (3 * ActivationTables.Line)), index),
            d * factor,
            d2 * factor);
        Vector256<float> right = Vector256.FusedMultiplyAdd(
            Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, ActivationTables.FastTanh + (4 * ActivationTables.Line)), index),
            d2,
            Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, ActivationTables.FastTanh + (2 * ActivationTables.Line)), index));
        return Vector256.FusedMultiplyAdd(left, right, line);
    }
}
