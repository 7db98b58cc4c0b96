namespace UnrolledRnn.Training;

/// <summary>How a network is trained on a dataset. Every setting has a usual value.</summary>
public record FitOptions
{
    /// <summary>Passes over the training part, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less.</exception>
    public int Epochs
    {
        get;
        init => field = AtLeast(value, 1, nameof(Epochs));
    }
    = 100;

    /// <summary>The loss of target values; null for <see cref="MseLoss"/>.</summary>
    public ILoss? Loss { get; init; }

    /// <summary>The loss of target classes; null for the plain cross-entropy. Its ignored target must be the usual one.</summary>
    public CrossEntropyLoss? ClassLoss { get; init; }

    /// <summary>
    /// What is measured after each epoch: <see cref="IValueMetric"/> for target values, <see cref="IClassMetric"/> for classes. Values
    /// that were normalised are measured in their own units.
    /// </summary>
    public IReadOnlyList<IMetric> Metrics { get; init; } = [];

    /// <summary>
    /// The learning rate of each step; null for that of the optimizer. <see cref="ReduceOnPlateau"/> observes the validation.
    /// </summary>
    public ISchedule? Schedule { get; init; }

    /// <summary>Draws the order of sequences, the lengths of steps and the validation part. The same seed gives the same run.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Data to validate with; null where it is a part of the dataset, or where there is no validation.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>The part of the dataset that is taken away for validation, from 0, for none, to below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to another number.</exception>
    public float ValidationShare
    {
        get;
        init => field = Hyperparameter.Fraction(value, nameof(ValidationShare));
    }

    /// <summary>
    /// Epochs without a lower validation loss after which the run stops, at least 1; null for never.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less.</exception>
    public int? Patience
    {
        get;
        init => field = value is int patience ? AtLeast(patience, 1, nameof(Patience)) : null;
    }

    /// <summary>Whether the network has the parameters of the best epoch in the end; without validation, there is none.</summary>
    public bool KeepBest { get; init; } = true;

    /// <summary>Batches for each step, as if they were one batch; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less.</exception>
    public int AccumulationSteps
    {
        get;
        init => field = AtLeast(value, 1, nameof(AccumulationSteps));
    }
    = 1;

    /// <summary>Steps in a row with a loss or gradient that is NaN or infinite, after which the run stops; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less.</exception>
    public int MaxConsecutiveBadSteps
    {
        get;
        init => field = AtLeast(value, 1, nameof(MaxConsecutiveBadSteps));
    }
    = 10;

    /// <summary>Whether inputs are standardised, column by column, as they lie in the training part.</summary>
    public bool NormalizesInputs { get; init; }

    /// <summary>Whether target values are standardised, column by column, as they lie in the training part.</summary>
    public bool NormalizesTargets { get; init; }

    /// <summary>The checkpoint, written after each epoch and when the run is cancelled; null for none.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>Steps after which a checkpoint is written too, at least 1; null for no such.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less.</exception>
    public int? CheckpointSteps
    {
        get;
        init => field = value is int steps ? AtLeast(steps, 1, nameof(CheckpointSteps)) : null;
    }

    /// <summary>The time after which a checkpoint is written too; null for no such.</summary>
    public TimeSpan? CheckpointInterval { get; init; }

    /// <summary>Whether the run goes on where the checkpoint ends, if there is one.</summary>
    public bool Resume { get; init; }

    /// <summary>
    /// What else has a state that belongs in the checkpoint. The optimizer, and a <see cref="ReduceOnPlateau"/> that is the schedule, do so
    /// by themselves.
    /// </summary>
    public IReadOnlyList<ICheckpointed> State { get; init; } = [];

    /// <summary>Texts that travel with the checkpoint and the model, such as a vocabulary.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Hears of each step; null for nobody. <see cref="Progress{T}"/> allocates for each report, the run itself does not.
    /// </summary>
    public IProgress<FitStep>? Progress { get; init; }

    /// <summary>Called after each step, on the thread of the run; null for nobody.</summary>
    public Action<FitStep>? OnStep { get; init; }

    /// <summary>Called after each epoch, behind its validation; null for nobody.</summary>
    public Action<EpochResult>? OnEpoch { get; init; }

    /// <summary>Called for each step that was left out; null for nobody.</summary>
    public Action<BadStep>? OnBadStep { get; init; }

    /// <summary>Ends the run behind the step at work, with a checkpoint where there is a path for it.</summary>
    public CancellationToken Cancellation { get; init; }

    private protected static int AtLeast(int value, int least, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        return value;
    }
}
