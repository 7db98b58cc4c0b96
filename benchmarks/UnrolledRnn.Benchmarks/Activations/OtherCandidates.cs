using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Benchmarks.Activations;

/// <summary>The library's tanh for machines without tables.</summary>
internal readonly struct ExponentialTanh : ICandidate
{
    public static string Name => "tanh by 2^t and a division";

    public static Func<double, double> Exact => Math.Tanh;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Invoke(Vector512<float> x) => ActivationMath<Simd512, Vector512<float>>.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x) => ActivationMath<Simd256, Vector256<float>>.Tanh(x);
}

/// <summary>The library's sigmoid for machines without tables.</summary>
internal readonly struct ExponentialSigmoid : ICandidate
{
    public static string Name => "sigmoid by e^-x and a division";

    public static Func<double, double> Exact => x => 1 / (1 + Math.Exp(-x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Invoke(Vector512<float> x) => ActivationMath<Simd512, Vector512<float>>.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x) => ActivationMath<Simd256, Vector256<float>>.Sigmoid(x);
}

/// <summary>A table of polynomials and no division: more multiplications than in the library's sigmoid, and eight permutations.</summary>
internal readonly struct SegmentedSigmoid : ICandidate
{
    public static string Name => "sigmoid of degree 7 in 16 segments";

    public static Func<double, double> Exact => x => 1 / (1 + Math.Exp(-x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Invoke(Vector512<float> x) => SegmentedSigmoidMath.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x) => SegmentedSigmoidMath.Sigmoid(x);
}
