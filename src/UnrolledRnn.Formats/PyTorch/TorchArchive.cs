namespace UnrolledRnn.Formats;

/// <summary>The files that an archive of PyTorch has in its folder.</summary>
internal static class TorchArchive
{
    /// <summary>The pickle of everything but the values of tensors.</summary>
    public const string Pickle = "data.pkl";

    /// <summary>The constants of a TorchScript module, which only such an archive has.</summary>
    public const string Constants = "constants.pkl";

    /// <summary>Whether the least byte of a value is its first: <c>little</c> or <c>big</c>.</summary>
    public const string ByteOrder = "byteorder";

    /// <summary>The version of the archive's format.</summary>
    public const string Version = "version";

    /// <summary>What PyTorch does not ask for: the texts of a model, as a file of safetensors has them.</summary>
    public const string Texts = "unrolled_rnn.json";

    /// <summary>The folder of the values of tensors.</summary>
    public const string Data = "data/";
}
