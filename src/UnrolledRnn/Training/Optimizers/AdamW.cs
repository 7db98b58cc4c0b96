using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter, 2019): before each step of <see cref="Adam"/>, p ← (1 - η λ) p.
/// </summary>
public sealed class AdamW : Optimizer
{
    private readonly AdamMoments _moments;

    /// <summary>Creates the optimizer and its state.</summary>
    /// <param name="parameterCount">Length of the parameter buffer, <c>network.Parameters.Length</c>.</param>
    /// <param name="learningRate">η, the size of a step; finite, at least 0.</param>
    /// <param name="beta1">β1, the memory of the mean, from 0 to below 1.</param>
    /// <param name="beta2">β2, the memory of the square, from 0 to below 1.</param>
    /// <param name="epsilon">ε, which keeps the division finite; above 0, because padding has gradients of 0.</param>
    /// <param name="weightDecay">λ: the part of each parameter, times η, that a step takes away; finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public AdamW(
        int parameterCount,
        float learningRate = 1e-3f,
        float beta1 = 0.9f,
        float beta2 = 0.999f,
        float epsilon = 1e-8f,
        float weightDecay = 1e-2f)
        : base(parameterCount, learningRate, weightDecay)
    {
        _moments = new AdamMoments(parameterCount, beta1, beta2, epsilon);
    }

    /// <inheritdoc/>
    public override string Kind => nameof(AdamW);

    /// <summary>β1, the memory of the mean.</summary>
    public float Beta1 => _moments.Beta1;

    /// <summary>β2, the memory of the square.</summary>
    public float Beta2 => _moments.Beta2;

    /// <summary>ε, which keeps the division finite.</summary>
    public float Epsilon => _moments.Epsilon;

    private protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradients, Workers? workers) =>
        _moments.Step(this, parameters, gradients, isDecoupled: true, workers);

    private protected override void VisitRule(IStateVisitor visitor) => _moments.Visit(visitor);
}
