using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Vectors of 256 bits with one of four neighbouring values in every lane. The four come from memory with one load, where broadcasts from
/// memory would take four: kernels whose weights come from memory too are bound by loads. For kernels that run where these vectors are
/// accelerated.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LaneBroadcast
{
    /// <summary>Four values, in either half of a vector.</summary>
    /// <param name="source">What the offset counts from.</param>
    /// <param name="offset">Where the values begin.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load4(ref float source, int offset) =>
        Vector256.Create(Vector128.LoadUnsafe(ref Unsafe.Add(ref source, offset)));

    /// <summary>The first of four values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Lane0(Vector256<float> four) => Avx.Permute(four, 0x00);

    /// <summary>The second of four values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Lane1(Vector256<float> four) => Avx.Permute(four, 0x55);

    /// <summary>The third of four values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Lane2(Vector256<float> four) => Avx.Permute(four, 0xAA);

    /// <summary>The last of four values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Lane3(Vector256<float> four) => Avx.Permute(four, 0xFF);

    /// <summary>Makes the JIT load what it has loaded once more, rather than keep it. No instruction on x64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forget() => Volatile.ReadBarrier();
}
