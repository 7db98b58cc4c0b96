namespace UnrolledRnn.Training;

/// <summary>Where a run of training stands after a step.</summary>
public readonly record struct FitStep
{
    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>All epochs.</summary>
    public required int Epochs { get; init; }

    /// <summary>The step, from 1 over the whole run; each is an update of the parameters, or one that was left out.</summary>
    public required long Step { get; init; }

    /// <summary>Batches of the epoch that are done.</summary>
    public required int Batch { get; init; }

    /// <summary>All batches of an epoch.</summary>
    public required int BatchCount { get; init; }

    /// <summary>The loss before the parameters moved.</summary>
    public required double Loss { get; init; }

    /// <summary>The norm of all gradients before they were scaled down; NaN where the loss is no number.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The learning rate of the step.</summary>
    public required float LearningRate { get; init; }

    /// <summary>Whether the step was left out, because the loss or a gradient is NaN or infinite.</summary>
    public required bool WasSkipped { get; init; }

    /// <summary>The targets that counted in the step, such as tokens.</summary>
    public required long Targets { get; init; }

    /// <summary>The time since the run began, or went on.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The part of all epochs that is done.</summary>
    public double Done => (Epoch - 1 + ((double)Batch / BatchCount)) / Epochs;
}
