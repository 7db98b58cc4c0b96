namespace UnrolledRnn.Training;

/// <content>Training on a dataset.</content>
public sealed partial class Trainer<TNetwork>
{
    /// <summary>
    /// Trains on a dataset, from start to end: epochs in an order drawn from a seed, validation, early stopping, the best parameters kept,
    /// checkpoints, and steps left out whose loss or gradient is no number. Networks that read tokens have a method of this name too.
    /// </summary>
    /// <param name="dataset">The data.</param>
    /// <param name="options">How to train; null for the usual settings.</param>
    /// <returns>What came of it. The states are the network's initial state.</returns>
    /// <exception cref="ArgumentException">Network, dataset and options do not fit each other; the message says why.</exception>
    /// <exception cref="InvalidOperationException">The network does not give what the loss takes, such as logits.</exception>
    /// <exception cref="Serialization.ModelFormatException">The checkpoint is damaged, or one of another run.</exception>
    /// <exception cref="IOException">A checkpoint cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading or writing it is not allowed.</exception>
    public TrainingReport Fit(VectorDataset dataset, FitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new FitLoop<TNetwork, VectorForward<TNetwork>>(this, dataset, options ?? new FitOptions()).Run();
    }
}
