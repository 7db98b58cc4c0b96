using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace UnrolledRnn.Serialization;

/// <summary>
/// The checksum of a model: of its texts, of each tensor's name, type, shape and place, and of the data, so that no damaged bit of a file
/// is taken for a weight.
/// </summary>
internal static class Checksum
{
    /// <summary>The metadata key of the checksum.</summary>
    public const string Key = Prefix + "checksum";

    /// <summary>The metadata key of the SHA-256 of the data alone, as version 0.1 wrote it.</summary>
    public const string DataKey = Prefix + "sha256";

    /// <summary>What the keys of this library begin with.</summary>
    public const string Prefix = "unrolled_rnn.";

    // Damage is what it is against, not an author. SHA-256 is checked where a file has it; to start the system's library of cryptography
    // took an eighth of a program's first load.
    private const string Kind = "CRC-32C ";

    /// <summary>Computes the checksum.</summary>
    public static string Of(SafetensorsHeader header, ReadOnlySpan<byte> data)
    {
        uint crc = Crc32C.Start;
        foreach (string text in Texts(header))
        {
            crc = Crc32C.Append(crc, Bytes(text));
        }

        return Kind + Crc32C.End(Crc32C.Append(crc, data)).ToString("x8", CultureInfo.InvariantCulture);
    }

    /// <summary>Throws where a file of this library has no checksum, or another one.</summary>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    public static void Check(SafetensorsHeader header, ReadOnlySpan<byte> data, string path)
    {
        if (header.Metadata.TryGetValue(Key, out string? expected))
        {
            bool isSha256 = !expected.StartsWith(Kind, StringComparison.Ordinal);
            Compare(expected, isSha256 ? Sha256(Texts(header), data) : Of(header, data), path);
        }
        else if (header.Metadata.TryGetValue(DataKey, out expected))
        {
            Compare(expected, Sha256([], data), path);
        }
        else
        {
            foreach (string key in header.Metadata.Keys)
            {
                if (key.StartsWith(Prefix, StringComparison.Ordinal))
                {
                    throw new ModelFormatException(
                        path, $"the metadata has keys that begin with '{Prefix}', but no '{Key}'; the file is damaged.");
                }
            }
        }
    }

    private static void Compare(string expected, string found, string path)
    {
        if (expected != found)
        {
            throw new ModelFormatException(path, $"the file is damaged: expected checksum {expected}, found {found}.");
        }
    }

    /// <summary>As files of before had it. By itself, for its library to be loaded for those alone.</summary>
    private static string Sha256(IEnumerable<string> texts, ReadOnlySpan<byte> data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string text in texts)
        {
            hash.AppendData(Bytes(text));
        }

        hash.AppendData(data);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>What a header says, in ordinal order.</summary>
    private static IEnumerable<string> Texts(SafetensorsHeader header)
    {
        foreach (string key in SafetensorsHeader.InOrder(header.Metadata.Keys))
        {
            if (key != Key)
            {
                yield return key;
                yield return header.Metadata[key];
            }
        }

        foreach (string name in SafetensorsHeader.InOrder(header.Tensors.Keys))
        {
            TensorEntry entry = header.Tensors[name];
            yield return name;
            yield return $"{entry.Type} {entry.ShapeText} {entry.Begin} {entry.End}";
        }
    }

    /// <summary>A text with its length in front, so that no two lists of texts are the same bytes.</summary>
    private static byte[] Bytes(string text)
    {
        byte[] bytes = new byte[sizeof(int) + Encoding.UTF8.GetByteCount(text)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length - sizeof(int));
        Encoding.UTF8.GetBytes(text, bytes.AsSpan(sizeof(int)));
        return bytes;
    }
}
