namespace UnrolledRnn.Training;

/// <summary>How a network reads a batch: as vectors or as tokens.</summary>
/// <typeparam name="TNetwork">The network.</typeparam>
internal interface IBatchForward<TNetwork>
    where TNetwork : class, ISequenceNetwork<TNetwork>
{
    /// <summary>Runs a batch forward, recorded on the tape of the trainer.</summary>
    static abstract void Run(Trainer<TNetwork> trainer, Batch batch);
}
