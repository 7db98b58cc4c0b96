namespace UnrolledRnn.Cli.Training;

/// <summary>What there is to know of an epoch.</summary>
internal sealed record EpochRow
{
    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>All epochs.</summary>
    public required int Epochs { get; init; }

    /// <summary>Steps of the whole run until its end.</summary>
    public required long Step { get; init; }

    /// <summary>The mean training loss, in nats per token.</summary>
    public required double Loss { get; init; }

    /// <summary>The loss on what is held out.</summary>
    public required double ValidationLoss { get; init; }

    /// <summary>What is measured beside the loss; null for a text.</summary>
    public string? MetricName { get; init; }

    /// <summary>What a token of a text is called.</summary>
    public TokenUnit Unit { get; init; } = TokenUnit.Character;

    /// <summary>The metric on what is held out; NaN for a text.</summary>
    public double Metric { get; init; } = double.NaN;

    /// <summary>Training speed, without validation.</summary>
    public required double TokensPerSecond { get; init; }

    /// <summary>The part of the multiply-adds that the threads could do at most; null where that is not known.</summary>
    public double? PeakShare { get; init; }

    /// <summary>The learning rate of the last step.</summary>
    public required float LearningRate { get; init; }

    /// <summary>The mean norm of the gradients before they were scaled down.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>Steps that were left out.</summary>
    public long SkippedSteps { get; init; }

    /// <summary>The time since the run began, or went on.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The held-out loss in bits.</summary>
    public double Bits => ValidationLoss / Math.Log(2);

    /// <summary>The number of tokens among which a guess would be as good on what is held out.</summary>
    public double Perplexity => Math.Exp(ValidationLoss);
}
