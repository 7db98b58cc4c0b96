namespace UnrolledRnn.Training;

/// <summary>Data whose inputs are tokens.</summary>
public abstract class TokenDataset : Dataset
{
    /// <summary>Begins a dataset of one's own.</summary>
    protected TokenDataset()
    {
    }

    /// <inheritdoc/>
    public override bool HasClasses => true;
}
