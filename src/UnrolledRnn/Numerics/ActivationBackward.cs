using System.Runtime.CompilerServices;

namespace UnrolledRnn.Numerics;

/// <summary>
/// Derivatives of the activations in terms of their results: each method turns the gradient of a loss by y = f(a),
/// in place, into its gradient by a.
/// </summary>
public static class ActivationBackward
{
    /// <summary>gradient ← gradient · (1 - y²), for y = tanh a.</summary>
    /// <param name="results">y.</param>
    /// <param name="gradients">As many values as <paramref name="results"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Tanh(ReadOnlySpan<float> results, Span<float> gradients) =>
        Elementwise.Apply<TanhDerivative>(results, gradients);

    /// <summary>gradient ← gradient · y (1 - y), for y = sigmoid a.</summary>
    /// <inheritdoc cref="Tanh"/>
    public static void Sigmoid(ReadOnlySpan<float> results, Span<float> gradients) =>
        Elementwise.Apply<SigmoidDerivative>(results, gradients);

    /// <summary>gradient ← gradient where y > 0, else 0, for y = max(a, 0).</summary>
    /// <inheritdoc cref="Tanh"/>
    public static void Relu(ReadOnlySpan<float> results, Span<float> gradients) =>
        Elementwise.Apply<ReluDerivative>(results, gradients);

    private readonly struct TanhDerivative : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<TSimd, TVector>(TVector y, TVector gradient)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            TSimd.Multiply(gradient, TSimd.Subtract(TSimd.Create(1f), TSimd.Multiply(y, y)));
    }

    private readonly struct SigmoidDerivative : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<TSimd, TVector>(TVector y, TVector gradient)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            TSimd.Multiply(gradient, TSimd.Multiply(y, TSimd.Subtract(TSimd.Create(1f), y)));
    }

    private readonly struct ReluDerivative : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<TSimd, TVector>(TVector y, TVector gradient)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct => TSimd.SelectPositive(y, gradient);
    }
}
