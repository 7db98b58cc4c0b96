namespace UnrolledRnn.Training;

/// <summary>
/// The batches of a dataset for one network. What is in a batch depends on the seed, the epoch and its number alone, so that a run that
/// goes on in the middle of an epoch meets the batches of one that was never interrupted.
/// </summary>
public abstract class BatchSource
{
    /// <summary>
    /// Batches of an epoch: the same in each, or, where their lengths are drawn, those of the epoch that was begun, and before that about
    /// as many.
    /// </summary>
    public abstract int Count { get; }

    /// <summary>Whether a batch may have <see cref="Batch.Restarts"/>.</summary>
    public virtual bool HasRestarts => false;

    /// <summary>Plans an epoch: draws its order, without allocating anything.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    public abstract void Begin(long seed, long epoch);

    /// <summary>Writes a batch of the epoch that was begun, without allocating anything.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1, in any order.</param>
    /// <param name="batch">A batch of the network, overwritten.</param>
    public abstract void Fill(int index, Batch batch);
}
