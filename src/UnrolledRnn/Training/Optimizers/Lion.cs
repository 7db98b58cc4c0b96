using System.Numerics;
using System.Runtime.CompilerServices;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>
/// Lion (Chen et al., "Symbolic Discovery of Optimization Algorithms", 2023): p ← (1 - η λ) p - η sign(β1 m + (1 - β1) g), then
/// m ← β2 m + (1 - β2) g. Steps are all of one size, so that its rate is 3 to 10 times smaller than that of <see cref="AdamW"/>, and its
/// decay as many times larger. The sign of 0 is 0: parameters without a gradient stay.
/// </summary>
public sealed class Lion : Optimizer
{
    private readonly float[] _mean;

    /// <summary>Creates the optimizer and its state.</summary>
    /// <param name="parameterCount">Length of the parameter buffer, <c>network.Parameters.Length</c>.</param>
    /// <param name="learningRate">η, the size of a step; finite, at least 0.</param>
    /// <param name="beta1">β1, the weight of the mean in a step, from 0 to below 1.</param>
    /// <param name="beta2">β2, the memory of the mean, from 0 to below 1.</param>
    /// <param name="weightDecay">λ: the part of each parameter, times η, that a step takes away; finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Lion(int parameterCount, float learningRate = 1e-4f, float beta1 = 0.9f, float beta2 = 0.99f, float weightDecay = 0)
        : base(parameterCount, learningRate, weightDecay)
    {
        Beta1 = Hyperparameter.Fraction(beta1, nameof(beta1));
        Beta2 = Hyperparameter.Fraction(beta2, nameof(beta2));
        _mean = new float[parameterCount];
    }

    /// <summary>β1, the weight of the mean in a step.</summary>
    public float Beta1 { get; }

    /// <summary>β2, the memory of the mean.</summary>
    public float Beta2 { get; }

    /// <inheritdoc/>
    public override string Kind => nameof(Lion);

    private protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradients, Workers? workers)
    {
        var size = new StepSize(LearningRate, LearningRate * WeightDecay, IsDecoupled: true);
        ElementwiseStep.Run(new Rule(Beta1, Beta2), size, new UpdateOperands
        {
            Parameters = parameters,
            Gradients = gradients,
            First = _mean,
            RateFactors = ParameterGroups.RateFactorsOf(Groups),
            DecayFactors = ParameterGroups.DecayFactorsOf(Groups),
        }, workers);
    }

    private protected override void VisitRule(IStateVisitor visitor)
    {
        visitor.Setting("beta1", Beta1);
        visitor.Setting("beta2", Beta2);
        visitor.PerParameter("exp_avg", _mean);
    }

    private readonly struct Rule(float beta1, float beta2) : IUpdateRule
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
            Vector<float> direction = (first * beta1) + (gradient * (1 - beta1));
            Vector<float> down = Vector.ConditionalSelect(Vector.LessThan(direction, Vector<float>.Zero), -rate, Vector<float>.Zero);
            parameter -= Vector.ConditionalSelect(Vector.GreaterThan(direction, Vector<float>.Zero), rate, down);
            first = (first * beta2) + (gradient * (1 - beta2));
        }
    }
}
