using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.Numerics;

/// <summary>
/// tanh, sigmoid and rectifier on vectors: within 4 ulp of the exact value, NaN for NaN, and the same bits on every
/// width that has fused multiply-add.
/// </summary>
public static class Activation
{
    /// <summary>tanh x; ±1 at saturation, ±0 at ±0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x) => ActivationMath<Simd512, Vector512<float>>.Tanh(x);

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x) => ActivationMath<Simd256, Vector256<float>>.Tanh(x);

    /// <inheritdoc cref="Tanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x) => ActivationMath<SimdAny, Vector<float>>.Tanh(x);

    /// <summary>1 / (1 + e^-x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => ActivationMath<Simd512, Vector512<float>>.Sigmoid(x);

    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => ActivationMath<Simd256, Vector256<float>>.Sigmoid(x);

    /// <inheritdoc cref="Sigmoid(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sigmoid(Vector<float> x) => ActivationMath<SimdAny, Vector<float>>.Sigmoid(x);

    /// <summary>max(x, 0).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Relu(Vector512<float> x) => ActivationMath<Simd512, Vector512<float>>.Relu(x);

    /// <inheritdoc cref="Relu(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Relu(Vector256<float> x) => ActivationMath<Simd256, Vector256<float>>.Relu(x);

    /// <inheritdoc cref="Relu(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Relu(Vector<float> x) => ActivationMath<SimdAny, Vector<float>>.Relu(x);

    /// <summary>Replaces each value by its tanh.</summary>
    /// <param name="values">Any number of values.</param>
    public static void Tanh(Span<float> values) => Elementwise.Apply<TanhOf>(values);

    /// <summary>Replaces each value by its sigmoid.</summary>
    /// <param name="values">Any number of values.</param>
    public static void Sigmoid(Span<float> values) => Elementwise.Apply<SigmoidOf>(values);

    /// <summary>Replaces each value by max(value, 0).</summary>
    /// <param name="values">Any number of values.</param>
    public static void Relu(Span<float> values) => Elementwise.Apply<ReluOf>(values);

    private readonly struct TanhOf : IUnaryOperation
    {
        public static TVector Invoke<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => ActivationMath<TSimd, TVector>.Tanh(x);
    }

    private readonly struct SigmoidOf : IUnaryOperation
    {
        public static TVector Invoke<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => ActivationMath<TSimd, TVector>.Sigmoid(x);
    }

    private readonly struct ReluOf : IUnaryOperation
    {
        public static TVector Invoke<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => ActivationMath<TSimd, TVector>.Relu(x);
    }
}
