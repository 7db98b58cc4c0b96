namespace UnrolledRnn.Training;

/// <summary>Batches of vectors.</summary>
internal readonly struct VectorForward<TNetwork> : IBatchForward<TNetwork>
    where TNetwork : class, ISequenceNetwork<TNetwork>
{
    public static void Run(Trainer<TNetwork> trainer, Batch batch) =>
        trainer.Network.Forward(batch.Inputs, trainer.OutputBuffer, trainer.Tape, trainer.States);
}
