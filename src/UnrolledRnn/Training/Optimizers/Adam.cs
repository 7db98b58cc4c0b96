using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>
/// Adam (Kingma and Ba, 2015): m ← β1 m + (1 - β1) g, v ← β2 v + (1 - β2) g², p ← p - η (m / (1 - β1^t)) / (sqrt(v / (1 - β2^t)) + ε).
/// A weight decay λ is an L2 penalty, g + λ p in place of g, as in PyTorch's Adam; see <see cref="AdamW"/> for decay that is decoupled.
/// </summary>
public sealed class Adam : Optimizer
{
    private readonly AdamMoments _moments;

    /// <summary>Creates the optimizer and its state.</summary>
    /// <param name="parameterCount">Length of the parameter buffer, <c>network.Parameters.Length</c>.</param>
    /// <param name="learningRate">η, the size of a step; finite, at least 0.</param>
    /// <param name="beta1">β1, the memory of the mean, from 0 to below 1.</param>
    /// <param name="beta2">β2, the memory of the square, from 0 to below 1.</param>
    /// <param name="epsilon">ε, which keeps the division finite; above 0, because padding has gradients of 0.</param>
    /// <param name="weightDecay">λ of the L2 penalty; finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Adam(
        int parameterCount,
        float learningRate = 1e-3f,
        float beta1 = 0.9f,
        float beta2 = 0.999f,
        float epsilon = 1e-8f,
        float weightDecay = 0)
        : base(parameterCount, learningRate, weightDecay)
    {
        _moments = new AdamMoments(parameterCount, beta1, beta2, epsilon);
    }

    /// <inheritdoc/>
    public override string Kind => nameof(Adam);

    /// <summary>β1, the memory of the mean.</summary>
    public float Beta1 => _moments.Beta1;

    /// <summary>β2, the memory of the square.</summary>
    public float Beta2 => _moments.Beta2;

    /// <summary>ε, which keeps the division finite.</summary>
    public float Epsilon => _moments.Epsilon;

    private protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradients, Workers? workers) =>
        _moments.Step(this, parameters, gradients, isDecoupled: false, workers);

    private protected override void VisitRule(IStateVisitor visitor) => _moments.Visit(visitor);
}
