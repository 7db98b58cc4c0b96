namespace UnrolledRnn.Training;

/// <summary>How a network reads a batch: as vectors or as tokens.</summary>
/// <typeparam name="TNetwork">The network.</typeparam>
internal interface IBatchForward<TNetwork>
    where TNetwork : class, ISequenceNetwork<TNetwork>
{
    /// <summary>Runs a batch forward, recorded on the tape of the trainer.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="classes">The network where the pass ends in front of its last layer; else null.</param>
    static abstract void Run(Trainer<TNetwork> trainer, Batch batch, IClassOutputs? classes);
}
