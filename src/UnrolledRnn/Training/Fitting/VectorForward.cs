namespace UnrolledRnn.Training;

/// <summary>Batches of vectors.</summary>
internal readonly struct VectorForward<TNetwork> : IBatchForward<TNetwork>
    where TNetwork : class, ISequenceNetwork<TNetwork>
{
    public static void Run(Trainer<TNetwork> trainer, Batch batch, IClassOutputs? classes)
    {
        if (classes is not null)
        {
            classes.ForwardToClasses(batch.Inputs, trainer.Tape, trainer.States);
        }
        else
        {
            trainer.Network.Forward(batch.Inputs, trainer.OutputBuffer, trainer.Tape, trainer.States);
        }
    }
}
