using UnrolledRnn.Training;

namespace UnrolledRnn.Cli.Training;

/// <summary>Follows a run: what its steps and epochs tell becomes progress, rows and the points of the curve.</summary>
/// <param name="options">How the network is trained.</param>
/// <param name="history">Where the points go.</param>
/// <param name="batches">Batches of an epoch.</param>
/// <param name="peakShare">The part of a second's multiply-adds that a token takes; NaN where that is not known.</param>
internal sealed class TrainingCourse(TrainingOptions options, LossHistory history, int batches, double peakShare)
{
    private const int NotesPerEpoch = 4;
    private const double Smoothing = 0.02;

    /// <summary>What is measured beside the loss; null for a text, whose loss says it.</summary>
    public string? MetricName { get; init; }

    /// <summary>What a token of a text is called.</summary>
    public TokenUnit Unit { get; init; } = TokenUnit.Character;

    /// <summary>Steps that are computed for each output that counts: more than one where the last step alone has one.</summary>
    public int StepsPerTarget { get; init; } = 1;

    private RunningMean _mean;
    private double _smoothed = double.NaN;
    private double? _heldOut;
    private double _startFraction = double.NaN;
    private long _allTargets;
    private long _epochTargets;
    private long _step;
    private TimeSpan _epochStart;
    private TimeSpan _now;

    /// <summary>Notes a step.</summary>
    public TrainingProgress Note(FitStep step)
    {
        _step = step.Step;
        _now = step.Elapsed;
        _allTargets += step.Targets * StepsPerTarget;
        _epochTargets += step.Targets * StepsPerTarget;
        if (double.IsNaN(_startFraction))
        {
            _startFraction = (step.Epoch - 1 + ((step.Batch - 1.0) / step.BatchCount)) / step.Epochs;
        }

        if (!step.WasSkipped)
        {
            _smoothed = double.IsNaN(_smoothed) ? step.Loss : _smoothed + (Smoothing * (step.Loss - _smoothed));
            _mean.Add(step.Loss, step.Targets);
        }

        NoteLoss(step);
        return new TrainingProgress(
            step.Epoch,
            step.Epochs,
            step.Done,
            _smoothed,
            _heldOut,
            _allTargets / step.Elapsed.TotalSeconds,
            step.Elapsed * ((1 - step.Done) / (step.Done - _startFraction)))
        {
            Step = step.Step,
            IsOfValues = MetricName is not null,
            Unit = Unit,
            StepLoss = step.Loss,
            LearningRate = step.LearningRate,
            GradientNorm = step.GradientNorm,
        };
    }

    /// <summary>Notes an epoch.</summary>
    public EpochRow Note(EpochResult epoch)
    {
        _heldOut = epoch.ValidationLoss;
        if (double.IsFinite(epoch.ValidationLoss))
        {
            history.HeldOut.Add((epoch.Epoch, epoch.ValidationLoss));
        }

        history.Epochs.Add(epoch);
        double speed = _epochTargets / (_now - _epochStart).TotalSeconds;
        double share = speed * peakShare;
        (_epochTargets, _epochStart, _mean) = (0, _now, default);
        return new EpochRow
        {
            Epoch = epoch.Epoch,
            Epochs = options.Epochs,
            Step = _step == 0 ? (long)epoch.Epoch * batches : _step,
            Loss = epoch.Loss,
            ValidationLoss = epoch.ValidationLoss,
            MetricName = MetricName,
            Unit = Unit,
            Metric = MetricName is null ? double.NaN : epoch.Metrics[0],
            TokensPerSecond = speed,
            PeakShare = double.IsFinite(share) ? share : null,
            LearningRate = epoch.LearningRate,
            GradientNorm = epoch.GradientNorm,
            SkippedSteps = epoch.SkippedSteps,
            Elapsed = _now,
        };
    }

    /// <summary>Adds the epochs of before a run went on.</summary>
    public void Complete(TrainingReport report)
    {
        int own = history.Epochs.Count;
        List<EpochResult> earlier = [.. report.History.Take(report.History.Count - own)];
        history.Epochs.InsertRange(0, earlier);
        history.HeldOut.InsertRange(0, earlier.Select(epoch => ((double)epoch.Epoch, epoch.ValidationLoss)));
        history.Training.InsertRange(
            0, earlier.Where(epoch => double.IsFinite(epoch.Loss)).Select(epoch => ((double)epoch.Epoch, epoch.Loss)));
    }

    private void NoteLoss(FitStep step)
    {
        if (step.Batch % Math.Max(1, step.BatchCount / NotesPerEpoch) == 0 && _mean.HasValue)
        {
            history.Training.Add((step.Epoch - 1 + ((double)step.Batch / step.BatchCount), _mean.Value));
            _mean = default;
        }
    }
}
