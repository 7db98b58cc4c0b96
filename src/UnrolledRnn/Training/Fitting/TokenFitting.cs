namespace UnrolledRnn.Training;

/// <summary>Training on a dataset of tokens.</summary>
public static class TokenFitting
{
    /// <summary>Trains on a dataset of tokens, from start to end.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="dataset">The data.</param>
    /// <param name="options">How to train; null for the usual settings.</param>
    /// <inheritdoc cref="Trainer{TNetwork}.Fit(VectorDataset, FitOptions)"/>
    public static TrainingReport Fit<TNetwork>(this Trainer<TNetwork> trainer, TokenDataset dataset, FitOptions? options = null)
        where TNetwork : class, ITokenSequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(dataset);
        return new FitLoop<TNetwork, TokenForward<TNetwork>>(trainer, dataset, options ?? new FitOptions()).Run();
    }
}
