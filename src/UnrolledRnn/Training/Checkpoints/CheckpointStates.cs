using UnrolledRnn.Serialization;

namespace UnrolledRnn.Training;

/// <summary>The recurrent states of a trainer's sequences in a checkpoint: the next chunk starts from them.</summary>
/// <param name="Values">[B, StateSize]</param>
/// <param name="BatchSize">B.</param>
/// <param name="StartsSequences">Whether the next chunk begins new sequences.</param>
/// <param name="Regularization">The trainer's regularisation, or null.</param>
internal readonly record struct CheckpointStates(
    float[] Values, int BatchSize, bool StartsSequences, RegularizationState? Regularization)
{
    /// <summary>The metadata key of whether new sequences begin.</summary>
    public const string StartsKey = CheckpointNames.KeyPrefix + "starts_sequences";

    /// <summary>The name of the tensor.</summary>
    public const string Tensor = CheckpointNames.TensorPrefix + "states";

    /// <summary>Those of a trainer.</summary>
    public static CheckpointStates Of<TNetwork>(Trainer<TNetwork> trainer)
        where TNetwork : class, ISequenceNetwork<TNetwork> =>
        new(trainer.States.ToArray(), trainer.BatchSize, trainer.Tape.StartsSequences, RegularizationState.Of(trainer.Tape));

    /// <summary>Writes them.</summary>
    public void Write(SafetensorsContent content)
    {
        content.Header.Metadata[StartsKey] = StartsSequences ? "true" : "false";
        content.Add(Tensor, [BatchSize, Values.Length / BatchSize], Values);
    }

    /// <summary>Throws unless a checkpoint holds states of a shape.</summary>
    /// <exception cref="ModelFormatException">It does not.</exception>
    public static void Check(SafetensorsHeader header, int batchSize, int stateSize, string path)
    {
        StateChecker.CheckTensor(header, Tensor, [batchSize, stateSize], path);
        string? starts = header.Metadata.GetValueOrDefault(StartsKey);
        if (starts is not ("true" or "false"))
        {
            throw new ModelFormatException(path, $"expected '{StartsKey}' to be 'true' or 'false', found '{starts}'.");
        }
    }

    /// <summary>Gives a trainer the states of a checkpoint that has passed.</summary>
    public static void Read<TNetwork>(SafetensorsHeader header, byte[] data, Trainer<TNetwork> trainer)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        TensorFile.Values(header.Tensors[Tensor], data).CopyTo(trainer.States);
        trainer.Tape.StartsSequences = header.Metadata[StartsKey] == "true";
    }
}
