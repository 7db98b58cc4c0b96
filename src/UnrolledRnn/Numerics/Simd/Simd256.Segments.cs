using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.Numerics;

/// <summary>Tables on 256 bits: one permutation for eight entries; for sixteen one with AVX-512, else two and a blend.</summary>
internal readonly partial struct Simd256 : ISegmentSimd<Vector256<float>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ClampMagnitude(Vector256<float> x, Vector256<float> bound) => Min(bound, Abs(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> And(Vector256<float> left, Vector256<float> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> AndNot(Vector256<float> left, Vector256<float> right) => Vector256.AndNot(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Xor(Vector256<float> left, Vector256<float> right) => left ^ right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> OneIfPositive(Vector256<float> x) =>
        Vector256.AndNot(Vector256.Create(1f), (x.AsInt32() >> 31).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ShiftRight(Vector256<float> bits, int count) => (bits.AsInt32() >>> count).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> NegativePowerOfTwo(Vector256<float> shifted) =>
        (Vector256.Create(1f).AsInt32() - (shifted.AsInt32() << 23)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> DecreaseByLowBits(Vector256<float> value, Vector256<float> shifted, int shift)
    {
        Vector256<int> none = Vector256.Create(BitConverter.SingleToInt32Bits(ActivationMath<Simd256, Vector256<float>>.RoundingShift) >> shift);
        return (value.AsInt32() - ((shifted.AsInt32() >>> shift) - none)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Lookup8<TTable>(Vector256<float> indices)
        where TTable : struct, ITable =>
        Avx2.PermuteVar8x32(TTable.Entries.GetLower(), indices.AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Lookup16<TTable>(Vector256<float> indices)
        where TTable : struct, ITable
    {
        if (Avx512F.VL.IsSupported)
        {
            return Avx512F.VL.PermuteVar8x32x2(TTable.Entries.GetLower(), indices.AsInt32(), TTable.Entries.GetUpper());
        }

        // Bit 3 of the index goes to the sign, by which a blend chooses.
        Vector256<float> low = Avx2.PermuteVar8x32(TTable.Entries.GetLower(), indices.AsInt32());
        Vector256<float> high = Avx2.PermuteVar8x32(TTable.Entries.GetUpper(), indices.AsInt32());
        return Avx.BlendVariable(low, high, (indices.AsInt32() << 28).AsSingle());
    }
}
