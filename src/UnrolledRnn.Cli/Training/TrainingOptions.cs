namespace UnrolledRnn.Cli.Training;

/// <summary>How a character model is trained.</summary>
internal sealed record TrainingOptions
{
    /// <summary>Passes over the training text.</summary>
    public required int Epochs { get; init; }

    /// <summary>Parallel streams of text.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The highest learning rate; it rises to it at first and then falls along a cosine.</summary>
    public float LearningRate { get; init; } = 2e-3f;

    /// <summary>AdamW's weight decay.</summary>
    public float WeightDecay { get; init; } = 0.01f;

    /// <summary>The norm to which larger gradients are scaled down.</summary>
    public float MaxGradientNorm { get; init; } = 1;

    /// <summary>Draws the first parameters.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The last part of the text that is held out of training.</summary>
    public double HeldOut { get; init; } = 0.1;
}
