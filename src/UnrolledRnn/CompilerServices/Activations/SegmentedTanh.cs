using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// tanh x as a polynomial of degree 5 in each of 16 segments of |x|, with no division and a short dependency chain: clamp, add,
/// shift, permutation, three multiply-adds. The same operations, but for where the sign goes in, on every width, and so the same bits.
/// </summary>
/// <remarks>
/// The exponent and the highest bits of the mantissa of |x| + offset number the segments, which thus get wider with |x| as tanh
/// gets flatter: they end at 0.125, 0.25, 0.375, 0.625, 0.875, …, 7.375 and 9.375. The polynomials are in the distance from the
/// segment's lower edge, taken from |x| itself, as the sum has lost bits, and by a minimum that keeps NaN. Lookups are what costs most on
/// 256 bits, three operations each, and so there are four for six coefficients: c1 is 1 - c0², the slope of tanh where the segment begins,
/// and c5 needs so few bits that it is the lower half of c4, whose value has them too. The first segment is x + c3 x³ + c5 x⁵, which keeps
/// the relative precision of small results; in the others an error of a few 1e-8 is below one unit of the last place. Each function is one
/// body, because the JIT inlines only so many methods into one.
/// </remarks>
internal static partial class SegmentedTanh
{
    public const float Offset = 0.625f;
    public const int IndexShift = 21;

    /// <summary>Beyond the magnitude from which tanh rounds to ±1; here the polynomial is 1 to the last bit.</summary>
    public const float Bound = 9.03125f;

    /// <summary>From c4 to the c5 in its lower half.</summary>
    public const int C5Shift = 16;

    /// <summary>Of vrangeps: the operand of the smaller magnitude, without its sign. It loses NaN.</summary>
    private const byte SmallerMagnitude = 0b1010;

    /// <summary>tanh x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x, ref float tables)
    {
        Volatile.ReadBarrier();
        Vector512<float> bound = Vector512.Create(Unsafe.Add(ref tables, ActivationTables.TanhBound));
        Vector512<float> magnitude = Vector512.MinNative(
            bound, x & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits)));
        Vector512<float> offset = Vector512.Create(Unsafe.Add(ref tables, ActivationTables.TanhOffset));
        Vector512<float> sum = Avx512DQ.Range(x, bound, SmallerMagnitude) + offset;
        Vector512<int> index = sum.AsInt32() >>> IndexShift;
        Vector512<float> d = magnitude - ((sum & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.TanhEdgeBits))) - offset);
        Vector512<float> d2 = d * d;
        Vector512<float> c4 = Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.TanhC45), index);
        Vector512<float> c45 = Vector512.FusedMultiplyAdd((c4.AsInt32() << C5Shift).AsSingle(), d, c4);
        Vector512<float> c23 = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.TanhC3), index),
            d,
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.TanhC2), index));
        Vector512<float> curve = Vector512.FusedMultiplyAdd(c45, d2, c23);
        Vector512<float> c0 = Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.TanhC0), index);
        Vector512<float> c1 = Avx512F.FusedMultiplyAddNegated(c0, c0, Vector512.Create(Unsafe.Add(ref tables, ActivationTables.One)));

        // The sign goes to the parts, where it delays nothing.
        Vector512<float> sign = x & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.SignBit));
        Vector512<float> line = Vector512.FusedMultiplyAdd(c1, d ^ sign, c0 ^ sign);
        return Vector512.FusedMultiplyAdd(curve, d2 ^ sign, line);
    }

    /// <summary>y tanh x, with y multiplied into the parts: hardly later than tanh x alone where y is known early.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TanhTimes(Vector512<float> x, Vector512<float> y, ref float tables)
    {
        Volatile.ReadBarrier();
        Vector512<float> bound = Vector512.Create(Unsafe.Add(ref tables, ActivationTables.TanhBound));
        Vector512<float> magnitude = Vector512.MinNative(
            bound, x & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits)));
        Vector512<float> offset = Vector512.Create(Unsafe.Add(ref tables, ActivationTables.TanhOffset));
        Vector512<float> sum = Avx512DQ.Range(x, bound, SmallerMagnitude) + offset;
        Vector512<int> index = sum.AsInt32() >>> IndexShift;
        Vector512<float> d = magnitude - ((sum & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.TanhEdgeBits))) - offset);
        Vector512<float> d2 = d * d;
        Vector512<float> c4 = Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.TanhC45), index);
        Vector512<float> c45 = Vector512.FusedMultiplyAdd((c4.AsInt32() << C5Shift).AsSingle(), d, c4);
        Vector512<float> c23 = Vector512.FusedMultiplyAdd(
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.TanhC3), index),
            d,
            Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.TanhC2), index));
        Vector512<float> curve = Vector512.FusedMultiplyAdd(c45, d2, c23);
        Vector512<float> c0 = Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, ActivationTables.TanhC0), index);
        Vector512<float> c1 = Avx512F.FusedMultiplyAddNegated(c0, c0, Vector512.Create(Unsafe.Add(ref tables, ActivationTables.One)));
        Vector512<float> factor = y ^ (x & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.SignBit)));
        Vector512<float> line = Vector512.FusedMultiplyAdd(c1, d * factor, c0 * factor);
        return Vector512.FusedMultiplyAdd(curve, d2 * factor, line);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x, ref float tables)
    {
        Volatile.ReadBarrier();
        Vector256<float> bound = Vector256.LoadUnsafe(ref tables, ActivationTables.TanhBound);
        Vector256<float> magnitude = Vector256.MinNative(bound, x & Vector256.LoadUnsafe(ref tables, ActivationTables.MagnitudeBits));
        Vector256<float> offset = Vector256.LoadUnsafe(ref tables, ActivationTables.TanhOffset);
        Vector256<float> sum = magnitude + offset;
        Vector256<int> index = sum.AsInt32() >>> IndexShift;
        Vector256<float> bit3 = (sum.AsInt32() << (28 - IndexShift)).AsSingle();
        Vector256<float> d = magnitude - ((sum & Vector256.LoadUnsafe(ref tables, ActivationTables.TanhEdgeBits)) - offset);
        Vector256<float> d2 = d * d;
        Vector256<float> c4 = Segments.Lookup(ref tables, ActivationTables.TanhC45, index, bit3);
        Vector256<float> c45 = Vector256.FusedMultiplyAdd((c4.AsInt32() << C5Shift).AsSingle(), d, c4);
        Vector256<float> c23 = Vector256.FusedMultiplyAdd(
            Segments.Lookup(ref tables, ActivationTables.TanhC3, index, bit3),
            d,
            Segments.Lookup(ref tables, ActivationTables.TanhC2, index, bit3));
        Vector256<float> curve = Vector256.FusedMultiplyAdd(c45, d2, c23);
        Vector256<float> c0 = Segments.Lookup(ref tables, ActivationTables.TanhC0, index, bit3);
        Vector256<float> c1 = Fma.MultiplyAddNegated(c0, c0, Vector256.LoadUnsafe(ref tables, ActivationTables.One));
        Vector256<float> line = Vector256.FusedMultiplyAdd(c1, d, c0);
        return Vector256.FusedMultiplyAdd(curve, d2, line) ^ (x & Vector256.LoadUnsafe(ref tables, ActivationTables.SignBit));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> TanhTimes(Vector256<float> x, Vector256<float> y, ref float tables)
    {
        Volatile.ReadBarrier();
        Vector256<float> bound = Vector256.LoadUnsafe(ref tables, ActivationTables.TanhBound);
        Vector256<float> magnitude = Vector256.MinNative(bound, x & Vector256.LoadUnsafe(ref tables, ActivationTables.MagnitudeBits));
        Vector256<float> offset = Vector256.LoadUnsafe(ref tables, ActivationTables.TanhOffset);
        Vector256<float> sum = magnitude + offset;
        Vector256<int> index = sum.AsInt32() >>> IndexShift;
        Vector256<float> bit3 = (sum.AsInt32() << (28 - IndexShift)).AsSingle();
        Vector256<float> d = magnitude - ((sum & Vector256.LoadUnsafe(ref tables, ActivationTables.TanhEdgeBits)) - offset);
        Vector256<float> d2 = d * d;
        Vector256<float> c4 = Segments.Lookup(ref tables, ActivationTables.TanhC45, index, bit3);
        Vector256<float> c45 = Vector256.FusedMultiplyAdd((c4.AsInt32() << C5Shift).AsSingle(), d, c4);
        Vector256<float> c23 = Vector256.FusedMultiplyAdd(
            Segments.Lookup(ref tables, ActivationTables.TanhC3, index, bit3),
            d,
            Segments.Lookup(ref tables, ActivationTables.TanhC2, index, bit3));
        Vector256<float> curve = Vector256.FusedMultiplyAdd(c45, d2, c23);
        Vector256<float> c0 = Segments.Lookup(ref tables, ActivationTables.TanhC0, index, bit3);
        Vector256<float> c1 = Fma.MultiplyAddNegated(c0, c0, Vector256.LoadUnsafe(ref tables, ActivationTables.One));
        Vector256<float> factor = y ^ (x & Vector256.LoadUnsafe(ref tables, ActivationTables.SignBit));
        Vector256<float> line = Vector256.FusedMultiplyAdd(c1, d * factor, c0 * factor);
        return Vector256.FusedMultiplyAdd(curve, d2 * factor, line);
    }
}
