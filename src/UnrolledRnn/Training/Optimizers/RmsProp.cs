using System.Numerics;
using System.Runtime.CompilerServices;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>
/// RMSprop (Hinton, 2012; centred by Graves, 2013) as in PyTorch: v ← α v + (1 - α) g², p ← p - η g / (sqrt(v) + ε). Where it is centred,
/// m ← α m + (1 - α) g and v - m² takes the place of v; with momentum, b ← momentum · b + g / (sqrt(v) + ε), p ← p - η b. A weight decay λ
/// is an L2 penalty, g + λ p in place of g.
/// </summary>
/// <remarks>v - m² is at least 0; what rounding leaves below is 0 here, where PyTorch 1.13 gives NaN.</remarks>
public sealed class RmsProp : Optimizer
{
    private readonly float[] _square;
    private readonly float[] _velocity;
    private readonly float[] _mean;

    /// <summary>Creates the optimizer and its state.</summary>
    /// <param name="parameterCount">Length of the parameter buffer, <c>network.Parameters.Length</c>.</param>
    /// <param name="learningRate">η, the size of a step; finite, at least 0.</param>
    /// <param name="alpha">α, the memory of the square, from 0 to below 1.</param>
    /// <param name="epsilon">ε, which keeps the division finite; above 0, because padding has gradients of 0.</param>
    /// <param name="momentum">The part of the last step that goes on, from 0 to below 1.</param>
    /// <param name="isCentered">Whether the square of the mean is taken off the mean of the squares.</param>
    /// <param name="weightDecay">λ of the L2 penalty; finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public RmsProp(
        int parameterCount,
        float learningRate = 1e-2f,
        float alpha = 0.99f,
        float epsilon = 1e-8f,
        float momentum = 0,
        bool isCentered = false,
        float weightDecay = 0)
        : base(parameterCount, learningRate, weightDecay)
    {
        Alpha = Hyperparameter.Fraction(alpha, nameof(alpha));
        Epsilon = Hyperparameter.AboveZero(epsilon, nameof(epsilon));
        Momentum = Hyperparameter.Fraction(momentum, nameof(momentum));
        IsCentered = isCentered;
        _square = new float[parameterCount];
        _velocity = momentum == 0 ? [] : new float[parameterCount];
        _mean = isCentered ? new float[parameterCount] : [];
    }

    /// <summary>α, the memory of the square.</summary>
    public float Alpha { get; }

    /// <summary>ε, which keeps the division finite.</summary>
    public float Epsilon { get; }

    /// <summary>The part of the last step that goes on.</summary>
    public float Momentum { get; }

    /// <summary>Whether the square of the mean is taken off the mean of the squares.</summary>
    public bool IsCentered { get; }

    /// <inheritdoc/>
    public override string Kind => nameof(RmsProp);

    private protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradients, Workers? workers)
    {
        var rule = new Rule(Alpha, Epsilon, Momentum, IsCentered);
        ElementwiseStep.Run(rule, new StepSize(LearningRate, WeightDecay), new UpdateOperands
        {
            Parameters = parameters,
            Gradients = gradients,
            First = _square,
            Second = _velocity,
            Third = _mean,
            RateFactors = ParameterGroups.RateFactorsOf(Groups),
            DecayFactors = ParameterGroups.DecayFactorsOf(Groups),
        }, workers);
    }

    private protected override void VisitRule(IStateVisitor visitor)
    {
        visitor.Setting("alpha", Alpha);
        visitor.Setting("eps", Epsilon);
        visitor.Setting("momentum", Momentum);
        visitor.Setting("centered", IsCentered ? 1 : 0);
        visitor.PerParameter("square_avg", _square);
        if (_velocity.Length > 0)
        {
            visitor.PerParameter("momentum_buffer", _velocity);
        }

        if (IsCentered)
        {
            visitor.PerParameter("grad_avg", _mean);
        }
    }

    private readonly struct Rule(float alpha, float epsilon, float momentum, bool isCentered) : IUpdateRule
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
            first = (first * alpha) + (gradient * gradient * (1 - alpha));
            Vector<float> variance = first;
            if (isCentered)
            {
                third = (third * alpha) + (gradient * (1 - alpha));
                variance = first - (third * third);
                Vector<int> isBelow = Vector.LessThan(variance, Vector<float>.Zero);
                variance = Vector.ConditionalSelect(isBelow, Vector<float>.Zero, variance);
            }

            // without momentum, the second state is 0 and not kept
            second = (second * momentum) + (gradient / (Vector.SquareRoot(variance) + new Vector<float>(epsilon)));
            parameter -= second * rate;
        }
    }
}
