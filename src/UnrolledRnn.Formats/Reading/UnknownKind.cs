namespace UnrolledRnn.Formats;

/// <summary>Calls a file that no reader recognizes what it is.</summary>
internal static class UnknownKind
{
    /// <summary>A sentence for an error.</summary>
    public static string Describe(ModelSource source)
    {
        ReadOnlySpan<byte> start = source.Span;
        string kind = start switch
        {
            [] => "an empty file",
            [(byte)'P', (byte)'K', 3, 4, ..] => "a zip archive that is neither PyTorch's nor Keras's",
            [(byte)'G', (byte)'G', (byte)'U', (byte)'F', ..] => "a GGUF file",
            [0x1F, 0x8B, ..] => "a gzip archive",
            [0x80, >= 2 and <= 5, ..] => "a Python pickle",
            [_, _, _, _, (byte)'T', (byte)'F', (byte)'L', (byte)'3', ..] => "a TensorFlow Lite model",
            _ when start.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'{' or (byte)'[', ..] => "JSON of no known kind",
            _ => "a file of no known kind",
        };
        return $"expected a model (safetensors, PyTorch, ONNX, Keras, RTNeural, NAM, Proteus), found {kind}.";
    }
}
