namespace UnrolledRnn.Training;

/// <summary>Measures a network on the data that a run is validated with: the loss, and the metrics of the options.</summary>
internal sealed class FitEvaluation<TNetwork, TForward>
    where TNetwork : class, ISequenceNetwork<TNetwork>
    where TForward : struct, IBatchForward<TNetwork>
{
    private readonly Trainer<TNetwork> _trainer;
    private readonly BatchPass<TNetwork, TForward> _pass;
    private readonly FitData _data;
    private readonly FitOptions _options;
    private readonly float[] _outputs;
    private readonly float[] _targets;

    /// <summary>Prepares to measure.</summary>
    /// <exception cref="ArgumentException">A metric is not one of such targets.</exception>
    public FitEvaluation(Trainer<TNetwork> trainer, BatchPass<TNetwork, TForward> pass, FitData data, FitOptions options)
    {
        foreach (IMetric metric in options.Metrics)
        {
            if (data.HasClasses ? metric is not IClassMetric : metric is not IValueMetric)
            {
                string expected = data.HasClasses ? nameof(IClassMetric) : nameof(IValueMetric);
                throw new ArgumentException(
                    $"Expected metrics that are an {expected}, as the targets are, got {metric?.Name ?? "null"}.", nameof(options));
            }
        }

        _trainer = trainer;
        _pass = pass;
        _data = data;
        _options = options;
        bool inverts = data.Targets is not null && options.Metrics.Count > 0;
        _outputs = inverts ? new float[trainer.OutputCount] : [];
        _targets = inverts ? new float[trainer.OutputCount] : [];
    }

    /// <summary>Measures the network as it is: where there is nothing to validate with, the metrics on the training part.</summary>
    /// <param name="cancellation">Ends it early; the values are then of no use.</param>
    /// <returns>The validation loss, NaN where there is nothing to validate with; and the metrics.</returns>
    public (double Loss, double[] Metrics) Run(CancellationToken cancellation)
    {
        foreach (IMetric metric in _options.Metrics)
        {
            metric.Reset();
        }

        double loss = double.NaN;
        bool swaps = Swap();
        if (_data.Validation is BatchSource validation)
        {
            loss = Measure(validation, cancellation);
        }
        else if (_options.Metrics.Count > 0)
        {
            Measure(_data.Training, cancellation);
        }

        if (swaps)
        {
            Swap();
        }

        return (loss, [.. _options.Metrics.Select(metric => metric.Value)]);
    }

    /// <summary>Exchanges the parameters for their averages, or back, where an optimizer keeps averages.</summary>
    public bool Swap()
    {
        switch (_trainer.Optimizer)
        {
            case Asgd asgd:
                asgd.SwapAverages(_trainer.Network.Parameters);
                return true;
            case NtAsgd averaged:
                averaged.SwapAverages(_trainer.Network.Parameters);
                return true;
            default:
                return false;
        }
    }

    private double Measure(BatchSource source, CancellationToken cancellation)
    {
        double sum = 0;
        long targets = 0;
        if (source == _data.Validation)
        {
            source.Begin(seed: 0, epoch: 0);
        }

        for (int index = 0; index < source.Count && !cancellation.IsCancellationRequested; index++)
        {
            double loss = _pass.Evaluate(source, index);
            sum += loss * _data.Batch.Counted;
            targets += _data.Batch.Counted;
            if (_pass.NeedsOutputs)
            {
                AddToMetrics(_data.Batch);
            }
            else
            {
                AddToPerplexities(loss, _data.Batch.Counted);
            }
        }

        return targets == 0 ? double.NaN : sum / targets;
    }

    private void AddToPerplexities(double loss, long targets)
    {
        foreach (IMetric metric in _options.Metrics)
        {
            ((PerplexityMetric)metric).Add(loss, targets);
        }
    }

    private void AddToMetrics(Batch batch)
    {
        ReadOnlySpan<float> outputs = _trainer.Outputs;
        ReadOnlySpan<float> targets = batch.Targets;
        if (_outputs.Length > 0)
        {
            _data.Targets!.Invert(outputs, _outputs);
            _data.Targets.Invert(targets, _targets);
            outputs = _outputs;
            targets = _targets;
        }

        foreach (IMetric metric in _options.Metrics)
        {
            if (batch.StartsSequences)
            {
                metric.ResetStates();
            }

            if (metric is IClassMetric classes && batch.HasClasses)
            {
                classes.Add(outputs, batch.Classes);
            }
            else if (metric is IValueMetric values)
            {
                values.Add(outputs, targets, batch.Weights);
            }
        }
    }
}
