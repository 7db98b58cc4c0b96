namespace UnrolledRnn.Training;

/// <summary>
/// How <see cref="Fit"/> trains a network on a task: the settings of a run, and of the trainer that it makes. A fifth of the data validates
/// unless said otherwise, ten epochs without improvement end the run, and values are standardised where that makes sense.
/// </summary>
public sealed record TaskOptions : FitOptions
{
    /// <summary>The usual settings.</summary>
    public TaskOptions()
    {
        ValidationShare = 0.2f;
        Patience = 10;
        NormalizesInputs = true;
        NormalizesTargets = true;
    }

    /// <summary>Sequences trained together, at least 1; fewer where there is not so much data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less.</exception>
    public int BatchSize
    {
        get;
        init => field = AtLeast(value, 1, nameof(BatchSize));
    }
    = 32;

    /// <summary>
    /// The highest learning rate of AdamW: it rises to it at first and then falls along a cosine, unless there is a schedule.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite, or negative.</exception>
    public float LearningRate
    {
        get;
        init => field = Hyperparameter.AtLeastZero(value, nameof(LearningRate));
    }
    = 5e-3f;

    /// <summary>AdamW's weight decay; biases do not decay.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite, or negative.</exception>
    public float WeightDecay
    {
        get;
        init => field = Hyperparameter.AtLeastZero(value, nameof(WeightDecay));
    }
    = 1e-2f;

    /// <summary>The norm to which larger gradients are scaled down; above 0, or infinity for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is another number.</exception>
    public float MaxGradientNorm
    {
        get;
        init => field = Hyperparameter.Limit(value, nameof(MaxGradientNorm));
    }
    = 1;

    /// <summary>How many steps a batch of a language model takes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a value that is none of these.</exception>
    public WindowLengths WindowLengths
    {
        get;
        init => field = StreamWindows.Checked(value, nameof(WindowLengths));
    }

    /// <summary>Draws the first parameters, where no network is given.</summary>
    public int NetworkSeed { get; init; } = 1;
}
