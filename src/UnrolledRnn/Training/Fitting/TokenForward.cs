namespace UnrolledRnn.Training;

/// <summary>Batches of tokens.</summary>
internal readonly struct TokenForward<TNetwork> : IBatchForward<TNetwork>
    where TNetwork : class, ITokenSequenceNetwork<TNetwork>
{
    public static void Run(Trainer<TNetwork> trainer, Batch batch) =>
        trainer.Network.Forward(batch.Tokens, trainer.OutputBuffer, trainer.Tape, trainer.States);
}
