namespace UnrolledRnn.Training;

/// <summary>What came of one epoch.</summary>
public sealed record EpochResult
{
    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The mean training loss, each batch as the parameters were before it; NaN where every step was left out.</summary>
    public required double Loss { get; init; }

    /// <summary>The validation loss at the end of the epoch; NaN without validation.</summary>
    public required double ValidationLoss { get; init; }

    /// <summary>
    /// The metrics of the options, in their order, at the end of the epoch: of the validation part, or, without one, of the training part.
    /// </summary>
    public required IReadOnlyList<double> Metrics { get; init; }

    /// <summary>The learning rate of the last step.</summary>
    public required float LearningRate { get; init; }

    /// <summary>The mean norm of the gradients before they were scaled down; NaN where every step was left out.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>Steps that were left out, because the loss or a gradient was NaN or infinite.</summary>
    public required long SkippedSteps { get; init; }
}
