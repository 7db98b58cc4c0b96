using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>
/// Averaged stochastic gradient descent (Polyak and Juditsky, 1992) as in PyTorch: step s is p ← (1 - λ η) p - η g with
/// η = learningRate / (1 + λ · learningRate · (s - 1))^α, then a ← a + μ (p - a) with μ = 1 / max(1, s - 1 - t0). A weight decay is an L2
/// penalty, g + decay · p in place of g. See <see cref="NtAsgd"/> for averages that begin when a validation loss no longer improves.
/// </summary>
/// <remarks>
/// PyTorch computes η at the end of a step for the next one, so that a learning rate set between two steps counts one step late there;
/// here it counts at once.
/// </remarks>
public sealed class Asgd : Optimizer
{
    private readonly AveragedParameters _averages;
    private long _steps;

    /// <summary>Creates the optimizer and its state.</summary>
    /// <param name="parameterCount">Length of the parameter buffer, <c>network.Parameters.Length</c>.</param>
    /// <param name="learningRate">The size of the first step; finite, at least 0.</param>
    /// <param name="lambda">λ, by which steps grow smaller and parameters are drawn to 0; finite, at least 0.</param>
    /// <param name="alpha">α, the power with which steps grow smaller; finite, at least 0.</param>
    /// <param name="averagesAfter">t0, the step behind which averaging begins; at least 0.</param>
    /// <param name="weightDecay">The weight of the L2 penalty; finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Asgd(
        int parameterCount,
        float learningRate = 1e-2f,
        float lambda = 1e-4f,
        float alpha = 0.75f,
        long averagesAfter = 1_000_000,
        float weightDecay = 0)
        : base(parameterCount, learningRate, weightDecay)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(averagesAfter);
        Lambda = Hyperparameter.AtLeastZero(lambda, nameof(lambda));
        Alpha = Hyperparameter.AtLeastZero(alpha, nameof(alpha));
        AveragesAfter = averagesAfter;
        _averages = new AveragedParameters(parameterCount);
    }

    /// <summary>λ, by which steps grow smaller and parameters are drawn to 0.</summary>
    public float Lambda { get; }

    /// <summary>α, the power with which steps grow smaller.</summary>
    public float Alpha { get; }

    /// <summary>t0, the step behind which averaging begins.</summary>
    public long AveragesAfter { get; }

    /// <summary>
    /// The averages, in the layout of the parameters; empty before the first step behind t0. Between two calls of
    /// <see cref="SwapAverages"/>, the parameters.
    /// </summary>
    public ReadOnlySpan<float> Averaged => _averages.Values;

    /// <summary>Whether the network's parameters are the averages now.</summary>
    public bool IsSwapped => _averages.IsSwapped;

    /// <inheritdoc/>
    public override string Kind => nameof(Asgd);

    /// <summary>
    /// Exchanges parameters and averages: once before an evaluation, and once behind it. Before there are averages, they are the
    /// parameters.
    /// </summary>
    /// <param name="parameters">The parameters of the network that is trained.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void SwapAverages(Span<float> parameters)
    {
        CompilerServices.Throw.IfLengthDiffers(parameters.Length, ParameterCount, nameof(parameters));
        _averages.Swap(parameters);
    }

    private protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradients, Workers? workers)
    {
        _averages.ThrowIfSwapped();
        float rate = (float)(LearningRate / Math.Pow(1 + ((double)Lambda * LearningRate * _steps), Alpha));
        ElementwiseStep.Run(new DecayedSgdRule(Lambda), new StepSize(rate, WeightDecay), new UpdateOperands
        {
            Parameters = parameters,
            Gradients = gradients,
            RateFactors = ParameterGroups.RateFactorsOf(Groups),
            DecayFactors = ParameterGroups.DecayFactorsOf(Groups),
        }, workers);
        if (_steps >= AveragesAfter)
        {
            _averages.Add(parameters, (float)(1.0 / Math.Max(1, _steps - AveragesAfter)));
        }

        _steps++;
    }

    private protected override void VisitRule(IStateVisitor visitor)
    {
        visitor.Setting("lambd", Lambda);
        visitor.Setting("alpha", Alpha);
        visitor.Setting("t0", AveragesAfter);
        visitor.Count("step", ref _steps);
        _averages.Visit(visitor);
    }
}
