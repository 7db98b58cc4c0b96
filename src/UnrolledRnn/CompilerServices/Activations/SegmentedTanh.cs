using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// tanh x as a polynomial of degree 5 in each of 16 segments of |x|, with no division and a short dependency chain: clamp, add,
/// shift, permutation, three multiply-adds. The same operations on every width, and so the same bits.
/// </summary>
/// <remarks>
/// The exponent and the highest bits of the mantissa of |x| + offset number the segments, which thus get wider with |x| as tanh
/// gets flatter: they end at 0.125, 0.25, 0.375, 0.625, 0.875, …, 7.375 and 9.375. The polynomials are in the distance from the
/// segment's lower edge, taken from |x| itself, as the sum has lost bits, and by a minimum that keeps NaN. The first is
/// x + c3 x³ + c5 x⁵, which keeps the relative precision of small results; in the others an error of a few 1e-8 is below one unit
/// of the last place. Each function is one body, because the JIT inlines only so many methods into one.
/// </remarks>
internal static partial class SegmentedTanh
{
    public const float Offset = 0.625f;
    public const int IndexShift = 21;

    /// <summary>Beyond the magnitude from which tanh rounds to ±1; here the polynomial is 1 to the last bit.</summary>
    public const float Bound = 9.03125f;

    /// <summary>Of vrangeps: the operand of the smaller magnitude, without its sign. It loses NaN.</summary>
    private const byte SmallerMagnitude = 0b1010;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x, ref float tables)
    {
        Volatile.ReadBarrier();
        Vector512<float> sum = Avx512DQ.Range(x, Vector512.Create(Unsafe.Add(ref tables, ActivationTables.TanhBound)), SmallerMagnitude)
            + Vector512.Create(Unsafe.Add(ref tables, ActivationTables.TanhOffset));
        Vector512<int> index = sum.AsInt32() >>> IndexShift;
        Vector512<float> d =
            Vector512.MinNative(
                Vector512.Create(Unsafe.Add(ref tables, ActivationTables.TanhBound)),
                x & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits)))
            - ((sum & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.TanhEdgeBits)))
                - Vector512.Create(Unsafe.Add(ref tables, ActivationTables.TanhOffset)));
        Vector512<float> d2 = d * d;
        Vector512<float> c45 = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.Tanh + (5 * ActivationTables.Line)), index),
            d,
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.Tanh + (4 * ActivationTables.Line)), index));
        Vector512<float> c23 = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.Tanh + (3 * ActivationTables.Line)), index),
            d,
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.Tanh + (2 * ActivationTables.Line)), index));
        Vector512<float> curve = Vector512.FusedMultiplyAdd(c45, d2, c23);

        // The sign goes to the parts, where it delays nothing.
        Vector512<float> sign = x & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.SignBit));
        Vector512<float> line = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.Tanh + (1 * ActivationTables.Line)), index),
            d ^ sign,
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.Tanh), index) ^ sign);
        return Vector512.FusedMultiplyAdd(curve, d2 ^ sign, line);
    }

    /// <summary>y tanh x, with y multiplied into the parts: hardly later than tanh x alone where y is known early.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TanhTimes(Vector512<float> x, Vector512<float> y, ref float tables)
    {
        Volatile.ReadBarrier();
        Vector512<float> sum = Avx512DQ.Range(x, Vector512.Create(Unsafe.Add(ref tables, ActivationTables.TanhBound)), SmallerMagnitude)
            + Vector512.Create(Unsafe.Add(ref tables, ActivationTables.TanhOffset));
        Vector512<int> index = sum.AsInt32() >>> IndexShift;
        Vector512<float> d =
            Vector512.MinNative(
                Vector512.Create(Unsafe.Add(ref tables, ActivationTables.TanhBound)),
                x & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits)))
            - ((sum & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.TanhEdgeBits)))
                - Vector512.Create(Unsafe.Add(ref tables, ActivationTables.TanhOffset)));
        Vector512<float> d2 = d * d;
        Vector512<float> c45 = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.Tanh + (5 * ActivationTables.Line)), index),
            d,
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.Tanh + (4 * ActivationTables.Line)), index));
        Vector512<float> c23 = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.Tanh + (3 * ActivationTables.Line)), index),
            d,
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.Tanh + (2 * ActivationTables.Line)), index));
        Vector512<float> curve = Vector512.FusedMultiplyAdd(c45, d2, c23);
        Vector512<float> factor = y ^ (x & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.SignBit)));
        Vector512<float> line = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.Tanh + (1 * ActivationTables.Line)), index),
            d * factor,
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.Tanh), index) * factor);
        return Vector512.FusedMultiplyAdd(curve, d2 * factor, line);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x, ref float tables)
    {
        Volatile.ReadBarrier();
        Vector256<float> sum =
            Vector256.MinNative(
                Vector256.Create(Unsafe.Add(ref tables, ActivationTables.TanhBound)),
                x & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits)))
            + Vector256.Create(Unsafe.Add(ref tables, ActivationTables.TanhOffset));
        Vector256<int> index = sum.AsInt32() >>> IndexShift;
        Vector256<float> bit3 = (sum.AsInt32() << (28 - IndexShift)).AsSingle();
        Vector256<float> d =
            Vector256.MinNative(
                Vector256.Create(Unsafe.Add(ref tables, ActivationTables.TanhBound)),
                x & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits)))
            - ((sum & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.TanhEdgeBits)))
                - Vector256.Create(Unsafe.Add(ref tables, ActivationTables.TanhOffset)));
        Vector256<float> d2 = d * d;
        Vector256<float> c45 = Vector256.FusedMultiplyAdd(
            Segments.Lookup(ref tables, ActivationTables.Tanh + (5 * ActivationTables.Line), index, bit3),
            d,
            Segments.Lookup(ref tables, ActivationTables.Tanh + (4 * ActivationTables.Line), index, bit3));
        Vector256<float> c23 = Vector256.FusedMultiplyAdd(
            Segments.Lookup(ref tables, ActivationTables.Tanh + (3 * ActivationTables.Line), index, bit3),
            d,
            Segments.Lookup(ref tables, ActivationTables.Tanh + (2 * ActivationTables.Line), index, bit3));
        Vector256<float> curve = Vector256.FusedMultiplyAdd(c45, d2, c23);

        // The sign goes to the parts, where it delays nothing.
        Vector256<float> sign = x & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.SignBit));
        Vector256<float> line = Vector256.FusedMultiplyAdd(
            Segments.Lookup(ref tables, ActivationTables.Tanh + (1 * ActivationTables.Line), index, bit3),
            d ^ sign,
            Segments.Lookup(ref tables, ActivationTables.Tanh, index, bit3) ^ sign);
        return Vector256.FusedMultiplyAdd(curve, d2 ^ sign, line);
    }

    /// <summary>y tanh x, with y multiplied into the parts: hardly later than tanh x alone where y is known early.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> TanhTimes(Vector256<float> x, Vector256<float> y, ref float tables)
    {
        Volatile.ReadBarrier();
        Vector256<float> sum =
            Vector256.MinNative(
                Vector256.Create(Unsafe.Add(ref tables, ActivationTables.TanhBound)),
                x & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits)))
            + Vector256.Create(Unsafe.Add(ref tables, ActivationTables.TanhOffset));
        Vector256<int> index = sum.AsInt32() >>> IndexShift;
        Vector256<float> bit3 = (sum.AsInt32() << (28 - IndexShift)).AsSingle();
        Vector256<float> d =
            Vector256.MinNative(
                Vector256.Create(Unsafe.Add(ref tables, ActivationTables.TanhBound)),
                x & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits)))
            - ((sum & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.TanhEdgeBits)))
                - Vector256.Create(Unsafe.Add(ref tables, ActivationTables.TanhOffset)));
        Vector256<float> d2 = d * d;
        Vector256<float> c45 = Vector256.FusedMultiplyAdd(
            Segments.Lookup(ref tables, ActivationTables.Tanh + (5 * ActivationTables.Line), index, bit3),
            d,
            Segments.Lookup(ref tables, ActivationTables.Tanh + (4 * ActivationTables.Line), index, bit3));
        Vector256<float> c23 = Vector256.FusedMultiplyAdd(
            Segments.Lookup(ref tables, ActivationTables.Tanh + (3 * ActivationTables.Line), index, bit3),
            d,
            Segments.Lookup(ref tables, ActivationTables.Tanh + (2 * ActivationTables.Line), index, bit3));
        Vector256<float> curve = Vector256.FusedMultiplyAdd(c45, d2, c23);
        Vector256<float> factor = y ^ (x & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.SignBit)));
        Vector256<float> line = Vector256.FusedMultiplyAdd(
            Segments.Lookup(ref tables, ActivationTables.Tanh + (1 * ActivationTables.Line), index, bit3),
            d * factor,
            Segments.Lookup(ref tables, ActivationTables.Tanh, index, bit3) * factor);
        return Vector256.FusedMultiplyAdd(curve, d2 * factor, line);
    }
}
