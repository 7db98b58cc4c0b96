using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>
/// Non-monotonically triggered averaged SGD (Merity, Keskar and Socher, "Regularizing and Optimizing LSTM Language Models", 2018), as in
/// AWD-LSTM: plain SGD, p ← p - η (g + λ p), until a validation loss is worse than the best of all but the last n; from there on also the
/// average of the parameters over the steps, which is what the network is evaluated with.
/// </summary>
/// <example>
/// <code>
/// optimizer.SwapAverages(network.Parameters);   // does nothing before averaging has begun
/// double loss = Evaluate(network);              // and save the network here, where it is the best
/// optimizer.SwapAverages(network.Parameters);
/// optimizer.Observe(loss);
/// </code>
/// </example>
public sealed class NtAsgd : Optimizer
{
    private readonly AveragedParameters _averages;
    private readonly double[] _recent;
    private double _bestBefore = double.PositiveInfinity;
    private long _checks;
    private long _isAveraging;
    private long _averagingSteps;

    /// <summary>Creates the optimizer and its state.</summary>
    /// <param name="parameterCount">Length of the parameter buffer, <c>network.Parameters.Length</c>.</param>
    /// <param name="learningRate">
    /// η, the size of a step; finite, at least 0. AWD-LSTM takes 30, with gradients clipped to a norm of 0.25.
    /// </param>
    /// <param name="patience">n: how many checks at the end do not count for the best; at least 1. AWD-LSTM takes 5.</param>
    /// <param name="weightDecay">λ of the L2 penalty; finite, at least 0. AWD-LSTM takes 1.2e-6.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public NtAsgd(int parameterCount, float learningRate, int patience = 5, float weightDecay = 0)
        : base(parameterCount, learningRate, weightDecay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1);
        _averages = new AveragedParameters(parameterCount);
        _recent = new double[patience];
    }

    /// <summary>n: how many checks at the end do not count for the best.</summary>
    public int Patience => _recent.Length;

    /// <summary>Whether steps are being averaged.</summary>
    public bool IsAveraging => _isAveraging != 0;

    /// <inheritdoc cref="Asgd.Averaged"/>
    public ReadOnlySpan<float> Averaged => _averages.Values;

    /// <inheritdoc cref="Asgd.IsSwapped"/>
    public bool IsSwapped => _averages.IsSwapped;

    /// <inheritdoc/>
    public override string Kind => nameof(NtAsgd);

    /// <summary>
    /// Notes a validation loss. Averaging begins, once and for all, when there were more than n before it and it is worse than the best of
    /// those but the last n.
    /// </summary>
    /// <param name="validationLoss">The loss; NaN is neither better nor worse than another.</param>
    /// <returns>Whether averaging begins with the next step.</returns>
    public bool Observe(double validationLoss)
    {
        bool begins = !IsAveraging && _checks > Patience && validationLoss > _bestBefore;
        _isAveraging = begins ? 1 : _isAveraging;

        // The loss that was among the last n until now is one of those before.
        ref double oldest = ref _recent[_checks % Patience];
        if (_checks >= Patience && oldest < _bestBefore)
        {
            _bestBefore = oldest;
        }

        oldest = double.IsNaN(validationLoss) ? double.PositiveInfinity : validationLoss;
        _checks++;
        return begins;
    }

    /// <summary>
    /// Begins to average with the next step, whatever the losses are; used to fine-tune a model that was averaged before.
    /// </summary>
    public void StartAveraging() => _isAveraging = 1;

    /// <inheritdoc cref="Asgd.SwapAverages"/>
    public void SwapAverages(Span<float> parameters)
    {
        CompilerServices.Throw.IfLengthDiffers(parameters.Length, ParameterCount, nameof(parameters));
        _averages.Swap(parameters);
    }

    private protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradients, Workers? workers)
    {
        _averages.ThrowIfSwapped();
        ElementwiseStep.Run(new DecayedSgdRule(lambda: 0), new StepSize(LearningRate, WeightDecay), new UpdateOperands
        {
            Parameters = parameters,
            Gradients = gradients,
            RateFactors = ParameterGroups.RateFactorsOf(Groups),
            DecayFactors = ParameterGroups.DecayFactorsOf(Groups),
        }, workers);
        if (IsAveraging)
        {
            // As in PyTorch's ASGD with t0 = 0, of which the first step counts as none.
            _averages.Add(parameters, (float)(1.0 / Math.Max(1, _averagingSteps)));
            _averagingSteps++;
        }
    }

    private protected override void VisitRule(IStateVisitor visitor)
    {
        visitor.Setting("nonmono", Patience);
        visitor.Number("best_before", ref _bestBefore);
        visitor.Count("checks", ref _checks);
        visitor.Count("is_averaging", ref _isAveraging, least: 0, most: 1);
        visitor.Count("averaging_steps", ref _averagingSteps);
        for (int i = 0; i < _recent.Length; i++)
        {
            visitor.Number(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"recent_{i}"), ref _recent[i]);
        }

        _averages.Visit(visitor);
    }
}
