using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.Numerics;

/// <summary>Tables on 512 bits: one permutation an entry.</summary>
internal readonly partial struct Simd512 : ISegmentSimd<Vector512<float>>
{
    /// <summary>Of vrangeps: the operand of the smaller magnitude, without its sign.</summary>
    private const byte SmallerMagnitude = 0b1010;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ClampMagnitude(Vector512<float> x, Vector512<float> bound) =>
        Avx512DQ.Range(x, bound, SmallerMagnitude);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> And(Vector512<float> left, Vector512<float> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> AndNot(Vector512<float> left, Vector512<float> right) => Vector512.AndNot(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Xor(Vector512<float> left, Vector512<float> right) => left ^ right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OneIfPositive(Vector512<float> x) =>
        Vector512.AndNot(Vector512.Create(1f), (x.AsInt32() >> 31).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ShiftRight(Vector512<float> bits, int count) => (bits.AsInt32() >>> count).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> NegativePowerOfTwo(Vector512<float> shifted) =>
        (Vector512.Create(1f).AsInt32() - (shifted.AsInt32() << 23)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> DecreaseByLowBits(Vector512<float> value, Vector512<float> shifted, int shift)
    {
        Vector512<int> none = Vector512.Create(BitConverter.SingleToInt32Bits(ActivationMath<Simd512, Vector512<float>>.RoundingShift) >> shift);
        return (value.AsInt32() - ((shifted.AsInt32() >>> shift) - none)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Lookup8<TTable>(Vector512<float> indices)
        where TTable : struct, ITable =>
        Avx512F.PermuteVar16x32(TTable.Entries, indices.AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Lookup16<TTable>(Vector512<float> indices)
        where TTable : struct, ITable =>
        Avx512F.PermuteVar16x32(TTable.Entries, indices.AsInt32());
}
