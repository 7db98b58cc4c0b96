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

        if (validation is not null && (validation.HasClasses != training.HasClasses || validation is TokenDataset != training is TokenDataset))
        {
            throw new ArgumentException("Expected data to validate with that is of the kind to train on, got another.", nameof(options));
        }

        Normalize(training, validation, options);
        HasClasses = training.HasClasses;
        Training = training.CreateBatches(shape, batchSize);
        Validation = validation?.CreateBatches(shape, batchSize);
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

    private void Normalize(Dataset training, Dataset? validation, FitOptions options)
    {
        if (options.NormalizesInputs && training is not VectorDataset)
        {
            throw new ArgumentException("Expected a dataset with input vectors to normalise, got one with tokens.", nameof(options));
        }

        if (training is VectorDataset vectors)
        {
            vectors.InputNormalization = options.NormalizesInputs ? vectors.FitInputNormalization() : vectors.InputNormalization;
            Inputs = vectors.InputNormalization;
            if (validation is VectorDataset others)
            {
                others.InputNormalization = Inputs;
            }
        }

        if (options.NormalizesTargets)
        {
            training.TargetNormalization = training.FitTargetNormalization();
        }

        Targets = training.TargetNormalization;
        if (validation is not null && Targets is not null)
        {
            validation.TargetNormalization = Targets;
        }
    }
}
