using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.Numerics;

/// <summary>
/// How a function finds the segment of |x| whose polynomial it evaluates: the exponent and the highest bits of the mantissa of
/// |x| + offset number the segments, which thus get wider with |x|, and of which an addition and a shift give the number.
/// </summary>
internal static class Segments
{
    /// <summary>Of vrangeps: the operand of the smaller magnitude, without its sign.</summary>
    private const byte SmallerMagnitude = 0b1010;

    /// <summary>The smaller of |x| and a bound in one instruction, which loses NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ClampMagnitude(Vector512<float> x, ref float tables, int bound) =>
        Avx512DQ.Range(x, Vector512.Create(Unsafe.Add(ref tables, bound)), SmallerMagnitude);

    /// <summary>|x|</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Magnitude(Vector512<float> x, ref float tables) => x & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits));

    /// <summary>The number of the segment in the low bits, and how far |x| is above its lower edge; NaN where x is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Locate(Vector512<float> x, ref float tables, out Vector512<int> index, out Vector512<float> distance)
    {
        Vector512<float> offset = Vector512.Create(Unsafe.Add(ref tables, ActivationTables.TanhOffset));
        Vector512<float> sum = ClampMagnitude(x, ref tables, ActivationTables.TanhBound) + offset;
        index = sum.AsInt32() >>> SegmentedTanh.IndexShift;

        // From |x| itself, as the sum has lost bits, and by a minimum that keeps NaN.
        Vector512<float> edge = sum & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.TanhEdgeBits));
        distance = Vector512.MinNative(Vector512.Create(Unsafe.Add(ref tables, ActivationTables.TanhBound)), Magnitude(x, ref tables)) - (edge - offset);
    }

    /// <summary>As Locate, with the distance sooner, as the difference of two sums; it has lost as many bits as they have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LocateSooner(Vector512<float> x, ref float tables, int bound, int offset, out Vector512<int> index, out Vector512<float> distance)
    {
        Vector512<float> sum = ClampMagnitude(x, ref tables, bound) + Vector512.Create(Unsafe.Add(ref tables, offset));
        index = sum.AsInt32() >>> FastSegmentedTanh.IndexShift;

        Vector512<float> edge = sum & Vector512.Create(Unsafe.Add(ref tables, ActivationTables.FastEdgeBits));
        distance = Vector512.MinNative(Vector512.Create(Unsafe.Add(ref tables, bound)), Magnitude(x, ref tables)) + Vector512.Create(Unsafe.Add(ref tables, offset)) - edge;
    }

    /// <summary>The smaller of |x| and a bound.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ClampMagnitude(Vector256<float> x, ref float tables, int bound) =>
        Vector256.MinNative(Vector256.Create(Unsafe.Add(ref tables, bound)), Magnitude(x, ref tables));

    /// <summary>|x|</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Magnitude(Vector256<float> x, ref float tables) => x & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.MagnitudeBits));

    /// <summary>The number of the segment in the low bits, and how far |x| is above its lower edge; NaN where x is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Locate(Vector256<float> x, ref float tables, out Vector256<int> index, out Vector256<float> distance)
    {
        Vector256<float> offset = Vector256.Create(Unsafe.Add(ref tables, ActivationTables.TanhOffset));
        Vector256<float> sum = ClampMagnitude(x, ref tables, ActivationTables.TanhBound) + offset;
        index = sum.AsInt32() >>> SegmentedTanh.IndexShift;

        // From |x| itself, as the sum has lost bits, and by a minimum that keeps NaN.
        Vector256<float> edge = sum & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.TanhEdgeBits));
        distance = Vector256.MinNative(Vector256.Create(Unsafe.Add(ref tables, ActivationTables.TanhBound)), Magnitude(x, ref tables)) - (edge - offset);
    }

    /// <summary>As Locate, with the distance sooner, as the difference of two sums; it has lost as many bits as they have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LocateSooner(Vector256<float> x, ref float tables, int bound, int offset, out Vector256<int> index, out Vector256<float> distance)
    {
        Vector256<float> sum = ClampMagnitude(x, ref tables, bound) + Vector256.Create(Unsafe.Add(ref tables, offset));
        index = sum.AsInt32() >>> FastSegmentedTanh.IndexShift;

        Vector256<float> edge = sum & Vector256.Create(Unsafe.Add(ref tables, ActivationTables.FastEdgeBits));
        distance = Vector256.MinNative(Vector256.Create(Unsafe.Add(ref tables, bound)), Magnitude(x, ref tables)) + Vector256.Create(Unsafe.Add(ref tables, offset)) - edge;
    }

    /// <summary>The entries of a table of sixteen at the low four bits of each index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Lookup(ref float tables, int table, Vector512<int> index) =>
        Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref tables, (nuint)table), index);

    /// <summary>As for 512 bits: one permutation of two registers with AVX-512, else two and a blend by bit 3 of the index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Lookup(ref float tables, int table, Vector256<int> index) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.PermuteVar8x32x2(Vector256.LoadUnsafe(ref tables, (nuint)table), index, Vector256.LoadUnsafe(ref tables, (nuint)table + 8))
            : Avx.BlendVariable(
                Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, (nuint)table), index),
                Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, (nuint)table + 8), index),
                (index << 28).AsSingle());

    /// <summary>The entries of a table of eight at the low three bits of each index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LookupOf8(ref float tables, int table, Vector512<int> index) => Lookup(ref tables, table, index);

    /// <inheritdoc cref="LookupOf8(ref float, int, Vector512{int})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LookupOf8(ref float tables, int table, Vector256<int> index) =>
        Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref tables, (nuint)table), index);
}
