namespace UnrolledRnn.Training;

/// <summary>What came of a run of training.</summary>
public sealed class TrainingReport
{
    /// <summary>Every epoch, those before the run was resumed too.</summary>
    public required IReadOnlyList<EpochResult> History { get; init; }

    /// <summary>The epoch with the lowest validation loss, from 1; 0 where there is none.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>The lowest validation loss; infinite where there is none.</summary>
    public required double BestLoss { get; init; }

    /// <summary>Why the run has ended.</summary>
    public required StopReason Stopped { get; init; }

    /// <summary>Steps of the whole run.</summary>
    public required long Steps { get; init; }

    /// <summary>The steps that were left out since the run began or went on; of very many, the first hundred.</summary>
    public required IReadOnlyList<BadStep> BadSteps { get; init; }

    /// <summary>The normalisation of the inputs, or null.</summary>
    public Normalization? InputNormalization { get; init; }

    /// <summary>The normalisation of the targets, or null.</summary>
    public Normalization? TargetNormalization { get; init; }
}
