namespace UnrolledRnn.Serialization;

/// <summary>
/// What a checkpoint of a training holds beside its network: tensors and texts under prefixes of their own, announced by a mark in the
/// metadata. Without the mark, such tensors are those of another network.
/// </summary>
internal static class CheckpointNames
{
    /// <summary>The metadata key that tells a checkpoint, with the version of its format.</summary>
    public const string Mark = Checksum.Prefix + "checkpoint";

    /// <summary>The only version of the format there is.</summary>
    public const string Version = "1";

    /// <summary>What the metadata keys of training begin with.</summary>
    public const string KeyPrefix = Mark + ".";

    /// <summary>What the names of tensors begin with that are not the network's.</summary>
    public const string TensorPrefix = "checkpoint.";

    /// <summary>Whether a key of the metadata is that of a checkpoint.</summary>
    public static bool IsKey(string key) => key == Mark || key.StartsWith(KeyPrefix, StringComparison.Ordinal);

    /// <summary>Whether a tensor of a file is no parameter, but state of the training: only a checkpoint has any.</summary>
    public static bool IsState(string tensor, SafetensorsHeader header) =>
        tensor.StartsWith(TensorPrefix, StringComparison.Ordinal) && header.Metadata.ContainsKey(Mark);
}
