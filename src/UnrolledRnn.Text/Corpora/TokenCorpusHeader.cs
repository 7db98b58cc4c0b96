using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace UnrolledRnn.Text;

/// <summary>What a file of tokens begins with.</summary>
/// <param name="Width">Bytes of a token, 2 or 4.</param>
/// <param name="Count">Tokens.</param>
/// <param name="Unknown">Those that are unknown.</param>
/// <param name="Fingerprint">That of the tokenizer, 32 bytes.</param>
internal sealed record TokenCorpusHeader(int Width, long Count, long Unknown, byte[] Fingerprint)
{
    /// <summary>Bytes of the header.</summary>
    public const int Size = 64;

    private const int Version = 1;

    private static ReadOnlySpan<byte> Magic => "URNNTOKS"u8;

    /// <summary>A number by which tokenizers that give other tokens differ.</summary>
    public static byte[] FingerprintOf(VocabularyTokenizer tokenizer)
    {
        Dictionary<string, string> texts = [];
        TextTokenizers.AddTo(texts, tokenizer);
        var all = new StringBuilder();
        foreach ((string key, string text) in texts.OrderBy(text => text.Key, StringComparer.Ordinal))
        {
            all.Append(key).Append('\0').Append(text).Append('\0');
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString()));
    }

    /// <summary>The bytes.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Size];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), Width);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), Count);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), Unknown);
        Fingerprint.CopyTo(bytes, 32);
        return bytes;
    }

    /// <summary>Reads the bytes.</summary>
    /// <param name="bytes">The header.</param>
    /// <param name="length">Bytes of the whole file.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="FormatException">It is no such header, or the file is of another length.</exception>
    public static TokenCorpusHeader Read(ReadOnlySpan<byte> bytes, long length, string path)
    {
        if (bytes.Length < Size || !bytes.StartsWith(Magic))
        {
            throw new FormatException($"{path}: expected a file of tokens, found another.");
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        int width = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]);
        long count = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]);
        if (version != Version || width is not (2 or 4))
        {
            throw new FormatException(
                $"{path}: expected tokens of version {Version} in 2 or 4 bytes, found version {version} in {width} bytes.");
        }

        if (count is < 2 or > int.MaxValue || length != Size + (count * width))
        {
            throw new FormatException($"{path}: expected {Size} bytes and {count} tokens of {width} bytes, found {length} bytes.");
        }

        return new TokenCorpusHeader(width, count, BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]), bytes[32..Size].ToArray());
    }
}
