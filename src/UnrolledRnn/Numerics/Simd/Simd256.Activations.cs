using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.Numerics;

/// <summary>The activations on 256 bits: from tables with AVX2 and FMA, else from the exponential function.</summary>
internal readonly partial struct Simd256
{
    /// <summary>Whether there are the permutations and the fused multiply-add that the tables need.</summary>
    public static bool HasTables
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx2.IsSupported && Fma.IsSupported;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x) =>
        HasTables ? SegmentedTanh<Simd256, Vector256<float>>.Tanh(x) : ActivationMath<Simd256, Vector256<float>>.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> TanhTimes(Vector256<float> x, Vector256<float> y) =>
        HasTables ? SegmentedTanh<Simd256, Vector256<float>>.TanhTimes(x, y) : ActivationMath<Simd256, Vector256<float>>.Tanh(x) * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) =>
        HasTables ? SegmentedSigmoid<Simd256, Vector256<float>>.Sigmoid(x) : ActivationMath<Simd256, Vector256<float>>.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> FastTanh(Vector256<float> x) =>
        HasTables ? FastSegmentedTanh<Simd256, Vector256<float>>.Tanh(x) : ActivationMath<Simd256, Vector256<float>>.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> FastTanhTimes(Vector256<float> x, Vector256<float> y) =>
        HasTables ? FastSegmentedTanh<Simd256, Vector256<float>>.TanhTimes(x, y) : ActivationMath<Simd256, Vector256<float>>.Tanh(x) * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> FastSigmoid(Vector256<float> x) =>
        HasTables ? FastSegmentedSigmoid<Simd256, Vector256<float>>.Sigmoid(x) : ActivationMath<Simd256, Vector256<float>>.Sigmoid(x);
}
