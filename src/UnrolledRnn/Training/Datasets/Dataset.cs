namespace UnrolledRnn.Training;

/// <summary>
/// Data to train on. It knows no network: <see cref="CreateBatches"/> lays it out for one. Data is not copied, and must stay as it is.
/// </summary>
public abstract class Dataset
{
    /// <summary>Begins a dataset of one's own.</summary>
    protected Dataset()
    {
    }

    /// <summary>Whether targets are classes, not values.</summary>
    public abstract bool HasClasses { get; }

    /// <summary>What is applied to target values when a batch is filled; null for none, and where targets are classes.</summary>
    /// <exception cref="ArgumentException">It is of another number of columns, or targets are classes.</exception>
    public virtual Normalization? TargetNormalization
    {
        get => null;
        set => throw new ArgumentException("Expected a dataset with target values, got one with classes.", nameof(value));
    }

    /// <summary>
    /// Data of which a run can tell that it is the data of a checkpoint: different data gives different numbers, but for rare accidents.
    /// </summary>
    public abstract ulong Fingerprint { get; }

    /// <summary>Takes a part of the data away for validation.</summary>
    /// <param name="share">The part, above 0 and below 1.</param>
    /// <param name="seed">Draws the sequences, where they are drawn.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is out of its range.</exception>
    /// <exception cref="ArgumentException">A part would be empty.</exception>
    public (Dataset Training, Dataset Validation) Split(float share, long seed)
    {
        if (!(share > 0 && share < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, $"Expected a part above 0 and below 1, got {share}.");
        }

        return SplitPart(share, seed);
    }

    /// <summary>Lays the data out for a network.</summary>
    /// <param name="shape">The network.</param>
    /// <param name="batchSize">B, at least 1.</param>
    /// <exception cref="ArgumentException">The data does not fit the network; the message says why.</exception>
    public abstract BatchSource CreateBatches(NetworkShape shape, int batchSize);

    /// <summary>Fits a normalisation to the target values.</summary>
    /// <exception cref="InvalidOperationException">Targets are classes.</exception>
    public virtual Normalization FitTargetNormalization() =>
        throw new InvalidOperationException("Expected a dataset with target values, got one with classes.");

    /// <summary>The split itself.</summary>
    protected abstract (Dataset Training, Dataset Validation) SplitPart(float share, long seed);
}
