using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace UnrolledRnn.Numerics;

/// <summary>The activations on 512 bits; on a machine without AVX-512 those of the two halves.</summary>
internal readonly partial struct Simd512
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x) =>
        Avx512DQ.IsSupported
            ? SegmentedTanh<Simd512, Vector512<float>>.Tanh(x)
            : Vector512.Create(Simd256.Tanh(x.GetLower()), Simd256.Tanh(x.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TanhTimes(Vector512<float> x, Vector512<float> y) =>
        Avx512DQ.IsSupported
            ? SegmentedTanh<Simd512, Vector512<float>>.TanhTimes(x, y)
            : Vector512.Create(Simd256.TanhTimes(x.GetLower(), y.GetLower()), Simd256.TanhTimes(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) =>
        Avx512DQ.IsSupported
            ? SegmentedSigmoid<Simd512, Vector512<float>>.Sigmoid(x)
            : Vector512.Create(Simd256.Sigmoid(x.GetLower()), Simd256.Sigmoid(x.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FastTanh(Vector512<float> x) =>
        Avx512DQ.IsSupported
            ? FastSegmentedTanh<Simd512, Vector512<float>>.Tanh(x)
            : Vector512.Create(Simd256.FastTanh(x.GetLower()), Simd256.FastTanh(x.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FastTanhTimes(Vector512<float> x, Vector512<float> y) =>
        Avx512DQ.IsSupported
            ? FastSegmentedTanh<Simd512, Vector512<float>>.TanhTimes(x, y)
            : Vector512.Create(Simd256.FastTanhTimes(x.GetLower(), y.GetLower()), Simd256.FastTanhTimes(x.GetUpper(), y.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FastSigmoid(Vector512<float> x) =>
        Avx512DQ.IsSupported
            ? FastSegmentedSigmoid<Simd512, Vector512<float>>.Sigmoid(x)
            : Vector512.Create(Simd256.FastSigmoid(x.GetLower()), Simd256.FastSigmoid(x.GetUpper()));
}
