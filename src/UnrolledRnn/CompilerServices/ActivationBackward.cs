using System.ComponentModel;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Derivatives of the activations in terms of their results: each method turns the gradient of a loss by y = f(a),
/// in place, into its gradient by a.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class ActivationBackward
{
    /// <summary>The gradient through the function that is declared.</summary>
    /// <param name="function">
    /// f; of <see cref="LayerActivation.Softmax"/> the results are those of one time step, and its gradients need all of them.
    /// </param>
    /// <param name="results">y.</param>
    /// <param name="gradients">As many values as <paramref name="results"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="function"/> is none of the enum.</exception>
    public static void Apply(LayerActivation function, ReadOnlySpan<float> results, Span<float> gradients)
    {
        Throw.IfLengthDiffers(gradients.Length, results.Length, nameof(gradients));
        switch (function)
        {
            case LayerActivation.Identity: break;
            case LayerActivation.Softmax: Softmax.Backward(results, gradients); break;
            case LayerActivation.Tanh: Tanh(results, gradients); break;
            case LayerActivation.Sigmoid: Sigmoid(results, gradients); break;
            case LayerActivation.Relu: Relu(results, gradients); break;
            case LayerActivation.LeakyRelu: LeakyRelu(results, gradients); break;
            case LayerActivation.Elu: Elu(results, gradients); break;
            case LayerActivation.Softplus: Softplus(results, gradients); break;
            case LayerActivation.HardSigmoid: HardSigmoid(results, gradients); break;
            case LayerActivation.LegacyHardSigmoid: LegacyHardSigmoid(results, gradients); break;
            case LayerActivation.HardTanh: HardTanh(results, gradients); break;
            default: throw Throw.NoActivation(function, nameof(function));
        }
    }

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

    /// <summary>gradient ← gradient where y > 0, else 0.01 gradient, for y = a where a > 0, else 0.01 a.</summary>
    /// <inheritdoc cref="Tanh"/>
    public static void LeakyRelu(ReadOnlySpan<float> results, Span<float> gradients) =>
        Elementwise.Apply<LeakyReluDerivative>(results, gradients);

    /// <summary>gradient ← gradient where y > 0, else gradient · (1 + y), for y = a where a > 0, else e^a - 1.</summary>
    /// <inheritdoc cref="Tanh"/>
    public static void Elu(ReadOnlySpan<float> results, Span<float> gradients) =>
        Elementwise.Apply<EluDerivative>(results, gradients);

    /// <summary>gradient ← gradient · (1 - e^-y), for y = ln(1 + e^a).</summary>
    /// <inheritdoc cref="Tanh"/>
    public static void Softplus(ReadOnlySpan<float> results, Span<float> gradients) =>
        Elementwise.Apply<SoftplusDerivative>(results, gradients);

    /// <summary>gradient ← gradient / 6 where 0 &lt; y &lt; 1, else 0, for y = a/6 + 1/2 in [0, 1].</summary>
    /// <inheritdoc cref="Tanh"/>
    public static void HardSigmoid(ReadOnlySpan<float> results, Span<float> gradients) =>
        Elementwise.Apply<HardSigmoidDerivative>(results, gradients);

    /// <summary>gradient ← gradient / 5 where 0 &lt; y &lt; 1, else 0, for y = a/5 + 1/2 in [0, 1].</summary>
    /// <inheritdoc cref="Tanh"/>
    public static void LegacyHardSigmoid(ReadOnlySpan<float> results, Span<float> gradients) =>
        Elementwise.Apply<LegacyHardSigmoidDerivative>(results, gradients);

    /// <summary>gradient ← gradient where -1 &lt; y &lt; 1, else 0, for y = a in [-1, 1].</summary>
    /// <inheritdoc cref="Tanh"/>
    public static void HardTanh(ReadOnlySpan<float> results, Span<float> gradients) =>
        Elementwise.Apply<HardTanhDerivative>(results, gradients);
}
