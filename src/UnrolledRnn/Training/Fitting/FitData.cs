using System.Numerics;

namespace UnrolledRnn.Training;

/// <summary>The data of a run: both parts, their normalisations, and their batches.</summary>
internal sealed class FitData
{
    /// <summary>Splits, normalises and lays out a dataset.</summary>
    /// <exception cref="ArgumentException">The options do not fit the dataset, or the dataset not the network.</exception>
    public FitData(Dataset dataset, FitOptions options, NetworkShape shape, int batchSize)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (options.Validation is not null && options.ValidationShare > 0)
        {
            throw new ArgumentException("Expected either a validation dataset or a share, got both.", nameof(options));
        }

        (Dataset training, Dataset? validation) = options.ValidationShare > 0
            ? dataset.Split(options.ValidationShare, options.Seed)
            : (dataset, options.Validation);
        if (validation is null && options.Patience is not null)
        {
            throw new ArgumentException("Expected data to validate with, for there is a patience, got none.", nameof(options));
        }

        bool isOfTheKind = validation is null
            || (validation.HasClasses == training.HasClasses && validation is TokenDataset == training is TokenDataset);
        if (!isOfTheKind)
        {
            throw new ArgumentException("Expected data to validate with that is of the kind to train on, got another.", nameof(options));
        }

        HasClasses = training.HasClasses;
        Normalize(training, options);
        Training = Batches(training, shape, batchSize);
        Validation = validation is null ? null : Batches(validation, shape, batchSize);
        Batch = new Batch(shape, batchSize, dataset is TokenDataset, HasClasses);
        if (options.CheckpointPath is not null)
        {
            Fingerprint = training.Fingerprint ^ BitOperations.RotateLeft(validation?.Fingerprint ?? 0, 1);
        }
    }

    /// <summary>Whether targets are classes.</summary>
    public bool HasClasses { get; }

    /// <summary>The batches to train on.</summary>
    public BatchSource Training { get; }

    /// <summary>The batches to validate with, or null.</summary>
    public BatchSource? Validation { get; }

    /// <summary>The memory of a batch.</summary>
    public Batch Batch { get; }

    /// <summary>What tells both parts from other data; 0 where nobody asks.</summary>
    public ulong Fingerprint { get; }

    /// <summary>The normalisation of the inputs, or null.</summary>
    public Normalization? Inputs { get; private set; }

    /// <summary>The normalisation of the targets, or null.</summary>
    public Normalization? Targets { get; private set; }

    private void Normalize(Dataset training, FitOptions options)
    {
        if (options.NormalizesInputs && training is not VectorDataset)
        {
            throw new ArgumentException("Expected a dataset with input vectors to normalise, got one with tokens.", nameof(options));
        }

        Inputs = training is VectorDataset vectors && options.NormalizesInputs
            ? vectors.FitInputNormalization()
            : (training as VectorDataset)?.InputNormalization;
        Targets = options.NormalizesTargets ? training.FitTargetNormalization() : training.TargetNormalization;
    }

    /// <summary>The batches of a part, normalised as the training part is; the caller's dataset stays as it was.</summary>
    private BatchSource Batches(Dataset part, NetworkShape shape, int batchSize)
    {
        Normalization? inputs = (part as VectorDataset)?.InputNormalization;
        Normalization? targets = part.TargetNormalization;
        try
        {
            Set(part, Inputs, Targets);
            return part.CreateBatches(shape, batchSize);
        }
        finally
        {
            Set(part, inputs, targets);
        }
    }

    private static void Set(Dataset dataset, Normalization? inputs, Normalization? targets)
    {
        if (dataset is VectorDataset vectors)
        {
            vectors.InputNormalization = inputs;
        }

        if (!dataset.HasClasses)
        {
            dataset.TargetNormalization = targets;
        }
    }
}
