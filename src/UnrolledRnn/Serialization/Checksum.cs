using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace UnrolledRnn.Serialization;

/// <summary>
/// The SHA-256 of a model: of its texts, of each tensor's name, type, shape and place, and of the data, so that no bit of a file
/// can be another one without a word.
/// </summary>
internal static class Checksum
{
    /// <summary>The metadata key of the checksum.</summary>
    public const string Key = Prefix + "checksum";

    /// <summary>The metadata key of the SHA-256 of the data alone, as version 0.1 wrote it.</summary>
    public const string DataKey = Prefix + "sha256";

    /// <summary>What the keys of this library begin with.</summary>
    public const string Prefix = "unrolled_rnn.";

    /// <summary>Computes the checksum.</summary>
    public static string Of(SafetensorsHeader header, ReadOnlySpan<byte> data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string key in SafetensorsHeader.InOrder(header.Metadata.Keys))
        {
            if (key != Key)
            {
                Append(hash, key);
                Append(hash, header.Metadata[key]);
            }
        }

        foreach (string name in SafetensorsHeader.InOrder(header.Tensors.Keys))
        {
            TensorEntry entry = header.Tensors[name];
            Append(hash, name);
            Append(hash, $"{entry.Type} {entry.ShapeText} {entry.Begin} {entry.End}");
        }

        hash.AppendData(data);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Throws where a file of this library has no checksum, or another one.</summary>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    public static void Check(SafetensorsHeader header, ReadOnlySpan<byte> data, string path)
    {
        if (header.Metadata.TryGetValue(Key, out string? expected))
        {
            Compare(expected, Of(header, data), path);
        }
        else if (header.Metadata.TryGetValue(DataKey, out expected))
        {
            Compare(expected, Convert.ToHexStringLower(SHA256.HashData(data)), path);
        }
        else if (header.Metadata.Keys.Any(key => key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            throw new ModelFormatException(path, $"the metadata has keys that begin with '{Prefix}', but no '{Key}'; the file is damaged.");
        }
    }

    private static void Compare(string expected, string found, string path)
    {
        if (expected != found)
        {
            throw new ModelFormatException(path, $"the file is damaged: expected SHA-256 {expected}, found {found}.");
        }
    }

    /// <summary>A text with its length in front, so that no two lists of texts are the same bytes.</summary>
    private static void Append(IncrementalHash hash, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
