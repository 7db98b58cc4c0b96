using System.Numerics;
using System.Runtime.CompilerServices;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>
/// Stochastic gradient descent with momentum: v ← momentum · v + g, p ← p - learningRate · v. With Nesterov's look ahead, as in PyTorch:
/// p ← p - learningRate · (g + momentum · v). A weight decay λ is an L2 penalty, g + λ p in place of g.
/// </summary>
public sealed class Sgd : Optimizer
{
    private readonly float[] _velocity;

    /// <summary>Creates the optimizer and its state.</summary>
    /// <param name="parameterCount">Length of the parameter buffer, <c>network.Parameters.Length</c>.</param>
    /// <param name="learningRate">The size of a step; finite, at least 0.</param>
    /// <param name="momentum">The part of the last step that goes on, from 0 to below 1.</param>
    /// <param name="isNesterov">Whether the gradient is followed as if it were that of the place to which the momentum leads.</param>
    /// <param name="weightDecay">λ of the L2 penalty; finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <exception cref="ArgumentException">Nesterov's look ahead is asked for without a momentum.</exception>
    public Sgd(int parameterCount, float learningRate, float momentum = 0, bool isNesterov = false, float weightDecay = 0)
        : base(parameterCount, learningRate, weightDecay)
    {
        Momentum = Hyperparameter.Fraction(momentum, nameof(momentum));
        if (isNesterov && momentum == 0)
        {
            throw new ArgumentException("Expected a momentum above 0 for Nesterov's look ahead, got 0.", nameof(isNesterov));
        }

        IsNesterov = isNesterov;
        _velocity = momentum == 0 ? [] : new float[parameterCount];
    }

    /// <summary>The part of the last step that goes on.</summary>
    public float Momentum { get; }

    /// <summary>Whether the gradient is followed as if it were that of the place to which the momentum leads.</summary>
    public bool IsNesterov { get; }

    /// <inheritdoc/>
    public override string Kind => nameof(Sgd);

    private protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradients, Workers? workers) =>
        ElementwiseStep.Run(new Rule(Momentum, IsNesterov), new StepSize(LearningRate, WeightDecay), new UpdateOperands
        {
            Parameters = parameters,
            Gradients = gradients,
            First = _velocity,
            RateFactors = ParameterGroups.RateFactorsOf(Groups),
            DecayFactors = ParameterGroups.DecayFactorsOf(Groups),
        }, workers);

    private protected override void VisitRule(IStateVisitor visitor)
    {
        visitor.Setting("momentum", Momentum);
        visitor.Setting("nesterov", IsNesterov ? 1 : 0);
        if (_velocity.Length > 0)
        {
            visitor.PerParameter("momentum_buffer", _velocity);
        }
    }

    private readonly struct Rule(float momentum, bool isNesterov) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(
            Vector<float> gradient,
            Vector<float> rate,
            ref Vector<float> parameter,
            ref Vector<float> first,
            ref Vector<float> second,
            ref Vector<float> third)
        {
            first = (first * momentum) + gradient;
            parameter -= (isNesterov ? gradient + (first * momentum) : first) * rate;
        }
    }
}
