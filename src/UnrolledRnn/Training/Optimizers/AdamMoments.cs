using System.Numerics;
using System.Runtime.CompilerServices;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>The running means of Adam and the step along them, which <see cref="Adam"/> and <see cref="AdamW"/> share.</summary>
internal sealed class AdamMoments
{
    private readonly float[] _firstMoment;
    private readonly float[] _secondMoment;
    private double _beta1Power = 1;
    private double _beta2Power = 1;

    public AdamMoments(int parameterCount, float beta1, float beta2, float epsilon)
    {
        Beta1 = Hyperparameter.Fraction(beta1, nameof(beta1));
        Beta2 = Hyperparameter.Fraction(beta2, nameof(beta2));
        Epsilon = Hyperparameter.AboveZero(epsilon, nameof(epsilon));
        _firstMoment = new float[parameterCount];
        _secondMoment = new float[parameterCount];
    }

    public float Beta1 { get; }

    public float Beta2 { get; }

    public float Epsilon { get; }

    /// <summary>Moves the parameters once.</summary>
    /// <param name="optimizer">Whose rate and groups count.</param>
    /// <param name="parameters">As many values as there are moments.</param>
    /// <param name="gradients">The gradient of the loss by each parameter.</param>
    /// <param name="isDecoupled">Whether the weight decay is decoupled from the gradient.</param>
    /// <param name="workers">The threads; null for the calling one alone.</param>
    public void Step(
        Optimizer optimizer, Span<float> parameters, ReadOnlySpan<float> gradients, bool isDecoupled, Workers? workers)
    {
        _beta1Power *= Beta1;
        _beta2Power *= Beta2;

        // The bias corrections are moved out of the loop: η m̂ / (sqrt(v̂) + ε) = stepSize m / (sqrt(v) rootScale + ε).
        float stepSize = (float)(optimizer.LearningRate / (1 - _beta1Power));
        float rootScale = (float)(1 / Math.Sqrt(1 - _beta2Power));
        float decay = isDecoupled ? optimizer.LearningRate * optimizer.WeightDecay : optimizer.WeightDecay;
        var rule = new Rule(Beta1, Beta2, rootScale, Epsilon);
        ElementwiseStep.Run(rule, new StepSize(stepSize, decay, isDecoupled), new UpdateOperands
        {
            Parameters = parameters,
            Gradients = gradients,
            First = _firstMoment,
            Second = _secondMoment,
            RateFactors = ParameterGroups.RateFactorsOf(optimizer.Groups),
            DecayFactors = ParameterGroups.DecayFactorsOf(optimizer.Groups),
        }, workers);
    }

    /// <summary>Shows settings and state.</summary>
    public void Visit(IStateVisitor visitor)
    {
        visitor.Setting("beta1", Beta1);
        visitor.Setting("beta2", Beta2);
        visitor.Setting("eps", Epsilon);
        visitor.Number("beta1_power", ref _beta1Power, least: 0, most: 1);
        visitor.Number("beta2_power", ref _beta2Power, least: 0, most: 1);
        visitor.PerParameter("exp_avg", _firstMoment);
        visitor.PerParameter("exp_avg_sq", _secondMoment);
    }

    private readonly struct Rule(float beta1, float beta2, float rootScale, float epsilon) : IUpdateRule
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
            first = (first * beta1) + (gradient * (1 - beta1));
            second = (second * beta2) + (gradient * gradient * (1 - beta2));
            parameter -= first * rate / ((Vector.SquareRoot(second) * rootScale) + new Vector<float>(epsilon));
        }
    }
}
