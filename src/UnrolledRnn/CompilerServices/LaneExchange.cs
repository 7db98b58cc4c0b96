using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Vectors with lane u XOR n in lane u. An in-lane permutation and an exchange of whole 128-bit lanes, each one instruction,
/// take the place of a store of the vector and a broadcast of every element. Those of 256 and 512 bits are for kernels that run where
/// these vectors are accelerated.
/// Each method is one expression, because the JIT inlines only so many methods into one.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LaneExchange
{
    /// <summary>Lane u XOR 1 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Xor1(Vector128<float> vector) => AdvSimd.IsSupported
        ? AdvSimd.ReverseElement32(vector.AsInt64()).AsSingle()
        : Vector128.Shuffle(vector, Vector128.Create(1, 0, 3, 2));

    /// <summary>Lane u XOR 2 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Xor2(Vector128<float> vector) => AdvSimd.IsSupported
        ? AdvSimd.ExtractVector128(vector, vector, 2)
        : Vector128.Shuffle(vector, Vector128.Create(2, 3, 0, 1));

    /// <summary>Lane u XOR 3 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Xor3(Vector128<float> vector) => AdvSimd.IsSupported
        ? AdvSimd.ReverseElement32(AdvSimd.ExtractVector128(vector, vector, 2).AsInt64()).AsSingle()
        : Vector128.Shuffle(vector, Vector128.Create(3, 2, 1, 0));

    /// <summary>Lane u XOR 1 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Xor1(Vector256<float> vector) => Avx.Permute(vector, 0xB1);

    /// <summary>Lane u XOR 2 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Xor2(Vector256<float> vector) => Avx.Permute(vector, 0x4E);

    /// <summary>Lane u XOR 3 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Xor3(Vector256<float> vector) => Avx.Permute(vector, 0x1B);

    /// <summary>Lane u XOR 4 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Xor4(Vector256<float> vector) => Avx.Permute2x128(vector, vector, 1);

    /// <summary>Lane u XOR 5 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Xor5(Vector256<float> vector) => Avx.Permute(Avx.Permute2x128(vector, vector, 1), 0xB1);

    /// <summary>Lane u XOR 6 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Xor6(Vector256<float> vector) => Avx.Permute(Avx.Permute2x128(vector, vector, 1), 0x4E);

    /// <summary>Lane u XOR 7 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Xor7(Vector256<float> vector) => Avx.Permute(Avx.Permute2x128(vector, vector, 1), 0x1B);

    /// <summary>Lane u XOR 1 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Xor1(Vector512<float> vector) => Avx512F.Permute4x32(vector, 0xB1);

    /// <summary>Lane u XOR 2 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Xor2(Vector512<float> vector) => Avx512F.Permute4x32(vector, 0x4E);

    /// <summary>Lane u XOR 3 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Xor3(Vector512<float> vector) => Avx512F.Permute4x32(vector, 0x1B);

    /// <summary>Lane u XOR 4 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Xor4(Vector512<float> vector) => Avx512F.Shuffle4x128(vector, vector, 0xB1);

    /// <summary>Lane u XOR 5 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Xor5(Vector512<float> vector) => Avx512F.Permute4x32(Avx512F.Shuffle4x128(vector, vector, 0xB1), 0xB1);

    /// <summary>Lane u XOR 6 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Xor6(Vector512<float> vector) => Avx512F.Permute4x32(Avx512F.Shuffle4x128(vector, vector, 0xB1), 0x4E);

    /// <summary>Lane u XOR 7 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Xor7(Vector512<float> vector) => Avx512F.Permute4x32(Avx512F.Shuffle4x128(vector, vector, 0xB1), 0x1B);

    /// <summary>Lane u XOR 8 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Xor8(Vector512<float> vector) => Avx512F.Shuffle4x128(vector, vector, 0x4E);

    /// <summary>Lane u XOR 9 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Xor9(Vector512<float> vector) => Avx512F.Permute4x32(Avx512F.Shuffle4x128(vector, vector, 0x4E), 0xB1);

    /// <summary>Lane u XOR 10 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Xor10(Vector512<float> vector) => Avx512F.Permute4x32(Avx512F.Shuffle4x128(vector, vector, 0x4E), 0x4E);

    /// <summary>Lane u XOR 11 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Xor11(Vector512<float> vector) => Avx512F.Permute4x32(Avx512F.Shuffle4x128(vector, vector, 0x4E), 0x1B);

    /// <summary>Lane u XOR 12 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Xor12(Vector512<float> vector) => Avx512F.Shuffle4x128(vector, vector, 0x1B);

    /// <summary>Lane u XOR 13 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Xor13(Vector512<float> vector) => Avx512F.Permute4x32(Avx512F.Shuffle4x128(vector, vector, 0x1B), 0xB1);

    /// <summary>Lane u XOR 14 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Xor14(Vector512<float> vector) => Avx512F.Permute4x32(Avx512F.Shuffle4x128(vector, vector, 0x1B), 0x4E);

    /// <summary>Lane u XOR 15 in lane u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Xor15(Vector512<float> vector) => Avx512F.Permute4x32(Avx512F.Shuffle4x128(vector, vector, 0x1B), 0x1B);
}
