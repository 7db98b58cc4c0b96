namespace UnrolledRnn.Training;

/// <summary>Data whose inputs are vectors.</summary>
public abstract class VectorDataset : Dataset
{
    /// <summary>Begins a dataset of one's own.</summary>
    protected VectorDataset()
    {
    }

    /// <summary>Values of an input vector, nIn.</summary>
    public abstract int InputSize { get; }

    /// <summary>What is applied to inputs when a batch is filled; padding is 0 behind it. Null for none.</summary>
    /// <exception cref="ArgumentException">It is of another number of columns.</exception>
    public Normalization? InputNormalization
    {
        get;
        set => field = value is null || value.Size == InputSize
            ? value
            : throw new ArgumentException($"Expected a normalisation of {InputSize} columns, got one of {value.Size}.", nameof(value));
    }

    /// <summary>Fits a normalisation to the inputs.</summary>
    public abstract Normalization FitInputNormalization();
}
