namespace UnrolledRnn.Training;

/// <summary>Batches of tokens.</summary>
internal readonly struct TokenForward<TNetwork> : IBatchForward<TNetwork>
    where TNetwork : class, ITokenSequenceNetwork<TNetwork>
{
    public static void Run(Trainer<TNetwork> trainer, Batch batch, IClassOutputs? classes)
    {
        if (classes is not null)
        {
            classes.ForwardToClasses(batch.Tokens, trainer.Tape, trainer.States);
        }
        else
        {
            trainer.Network.Forward(batch.Tokens, trainer.OutputBuffer, trainer.Tape, trainer.States);
        }
    }
}
