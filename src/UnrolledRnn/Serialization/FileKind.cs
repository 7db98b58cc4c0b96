using System.Text;
using System.Text.RegularExpressions;

namespace UnrolledRnn.Serialization;

/// <summary>Tells files that people take for safetensors by their first bytes, so that an error can call them what they are.</summary>
internal static partial class FileKind
{
    /// <summary>What a file is, such as "a zip archive of PyTorch"; null where it is nothing known.</summary>
    /// <param name="start">Its first bytes; some thousands are enough.</param>
    public static string? Of(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("PK\x03\x04"u8))
        {
            return start.IndexOf("data.pkl"u8) >= 0 ? "a zip archive of PyTorch (.pt, .pth); save its state_dict with safetensors.torch.save_file"
                : start.IndexOf("config.json"u8) >= 0 || start.IndexOf("metadata.json"u8) >= 0 ? "a zip archive of Keras (.keras)"
                : "a zip archive, such as PyTorch's .pt and Keras's .keras";
        }

        return start switch
        {
            [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => "an HDF5 file, such as Keras's .h5",
            [0x80, >= 2 and <= 5, ..] => "a Python pickle, such as PyTorch's .pt of old versions",
            [(byte)'G', (byte)'G', (byte)'U', (byte)'F', ..] => "a GGUF file",
            [0x08, <= 20, 0x12 or 0x1A or 0x22 or 0x3A, ..] => "an ONNX model",
            [0x1F, 0x8B, ..] => "a gzip archive",
            _ => OfText(start),
        };
    }

    private static string? OfText(ReadOnlySpan<byte> start)
    {
        string text = Encoding.UTF8.GetString(start).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.Length == 0 || (text[0] != '{' && text[0] != '['))
        {
            return null;
        }

        Match architecture = Architecture().Match(text);
        return architecture.Success ? $"JSON of NAM, architecture {architecture.Groups[1].Value}"
            : text.Contains("\"state_dict\"", StringComparison.Ordinal) ? "JSON of a state_dict, as Proteus and NeuralPi write it"
            : text.Contains("\"layers\"", StringComparison.Ordinal) ? "JSON of layers, as RTNeural and AIDA-X read it"
            : "JSON";
    }

    [GeneratedRegex("\"architecture\"\\s*:\\s*\"(\\w{1,40})\"", RegexOptions.CultureInvariant)]
    private static partial Regex Architecture();
}
