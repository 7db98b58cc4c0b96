namespace UnrolledRnn.Training;

/// <summary>What a run knows beside parameters, optimizer and place in the data, and a later one must know to go on.</summary>
/// <param name="options">The options.</param>
/// <param name="fingerprint">That of the data.</param>
/// <param name="parameters">The parameters at the start, or empty where no best ones are kept.</param>
internal sealed class FitState(FitOptions options, ulong fingerprint, ReadOnlySpan<float> parameters) : ICheckpointed
{
    private readonly float[] _best = parameters.ToArray();
    private double _bestLoss = double.PositiveInfinity;
    private double _lossSum;
    private double _normSum;
    private long _bestEpoch;
    private long _targets;
    private long _steps;
    private long _skipped;
    private long _badInARow;

    /// <summary>Epochs that are done.</summary>
    public int Epoch { get; set; }

    /// <summary>Batches of the epoch that are done.</summary>
    public int Position { get; set; }

    /// <summary>Steps of the whole run.</summary>
    public long Step { get; set; }

    /// <summary>The lowest validation loss.</summary>
    public double BestLoss => _bestLoss;

    /// <summary>Its epoch, from 1; 0 before there is one.</summary>
    public int BestEpoch => (int)_bestEpoch;

    /// <summary>The steps that were left out since the last that was not.</summary>
    public long BadInARow => _badInARow;

    /// <summary>The parameters of the best epoch; empty where none are kept.</summary>
    public ReadOnlySpan<float> Best => _best;

    /// <summary>The mean loss of the epoch.</summary>
    public double MeanLoss => _targets == 0 ? double.NaN : _lossSum / _targets;

    /// <summary>The mean norm of the gradients of the epoch.</summary>
    public double MeanNorm => _steps == 0 ? double.NaN : _normSum / _steps;

    /// <summary>Steps of the epoch that were left out.</summary>
    public long Skipped => _skipped;

    /// <inheritdoc/>
    public string Kind => "Fit";

    /// <summary>Notes a step.</summary>
    public void Note(TrainingResult result, long targets)
    {
        Step++;
        if (result.WasSkipped)
        {
            _skipped++;
            _badInARow++;
            return;
        }

        _badInARow = 0;
        _lossSum += result.Loss * targets;
        _targets += targets;
        _normSum += result.GradientNorm;
        _steps++;
    }

    /// <summary>Notes a validation loss; the parameters are the best where it is the lowest.</summary>
    public void Observe(double validationLoss, ReadOnlySpan<float> current)
    {
        if (validationLoss < _bestLoss)
        {
            _bestLoss = validationLoss;
            _bestEpoch = Epoch + 1;
            if (_best.Length > 0)
            {
                current.CopyTo(_best);
            }
        }
    }

    /// <summary>Begins the next epoch.</summary>
    public void EndEpoch()
    {
        Epoch++;
        Position = 0;
        (_lossSum, _normSum) = (0, 0);
        (_targets, _steps, _skipped) = (0, 0, 0);
    }

    /// <inheritdoc/>
    public void VisitState(IStateVisitor visitor)
    {
        // In halves, because a double does not hold all 64 bits.
        visitor.Setting("data_high", fingerprint >> 32);
        visitor.Setting("data_low", fingerprint & uint.MaxValue);
        visitor.Setting("seed_high", options.Seed >> 32);
        visitor.Setting("seed_low", options.Seed & uint.MaxValue);
        visitor.Setting("accumulation_steps", options.AccumulationSteps);
        visitor.Setting("keeps_best", _best.Length > 0 ? 1 : 0);
        visitor.Number("best_loss", ref _bestLoss);
        visitor.Count("best_epoch", ref _bestEpoch, least: 0, most: int.MaxValue);
        visitor.Number("loss_sum", ref _lossSum);
        visitor.Number("norm_sum", ref _normSum);
        visitor.Count("targets", ref _targets);
        visitor.Count("steps", ref _steps);
        visitor.Count("skipped", ref _skipped);
        visitor.Count("bad_in_a_row", ref _badInARow);
        if (_best.Length > 0)
        {
            visitor.PerParameter("best", _best);
        }
    }
}
