using System.Buffers.Binary;
using System.IO.Compression;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>The content of the files of a zip archive. What is not packed lies where it is in the archive; it is not copied.</summary>
/// <param name="source">The archive.</param>
internal sealed class ZipContent(ModelSource source)
{
    private const uint LocalMark = 0x04034B50;
    private const int LocalLength = 30;
    private const int Stored = 0;
    private const int Deflated = 8;

    /// <summary>Unpacked in all, beyond twice the archive: model files pack badly, and only what is no model packs well.</summary>
    private const int FreeBytes = 1 << 16;

    private long _mayUnpack = (2L * source.Bytes.Length) + FreeBytes;

    /// <summary>The files by name.</summary>
    public IReadOnlyDictionary<string, ZipEntry> Entries { get; } = new ZipDirectory(source).Read();

    /// <summary>The content of a file.</summary>
    /// <exception cref="ModelFormatException">It is damaged.</exception>
    public ReadOnlyMemory<byte> Read(ZipEntry entry)
    {
        ReadOnlySpan<byte> local = Slice(entry, entry.Offset, LocalLength).Span;
        if (BinaryPrimitives.ReadUInt32LittleEndian(local) != LocalMark)
        {
            throw Damaged(entry, "has no header of its own");
        }

        long start = entry.Offset + LocalLength
            + BinaryPrimitives.ReadUInt16LittleEndian(local[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(local[28..]);
        ReadOnlyMemory<byte> packed = Slice(entry, start, entry.PackedLength);
        ReadOnlyMemory<byte> content = entry.Method switch
        {
            Stored when entry.Length == entry.PackedLength => packed,
            Stored => throw Damaged(entry, $"claims {entry.Length} bytes, and has {entry.PackedLength}"),
            Deflated => Unpack(entry, packed),
            _ => throw Damaged(entry, $"is packed by method {entry.Method}, expected 0 (none) or 8 (deflate)"),
        };
        uint found = entry.Checksum == 0 ? 0 : Crc32.Of(content.Span);
        return found == entry.Checksum ? content : throw Damaged(entry, $"has CRC-32 {found:x8}, expected {entry.Checksum:x8}");
    }

    private byte[] Unpack(ZipEntry entry, ReadOnlyMemory<byte> packed)
    {
        _mayUnpack -= entry.Length;
        if (_mayUnpack < 0 || entry.Length > Array.MaxLength)
        {
            throw Damaged(entry, $"claims to unpack {packed.Length} bytes to {entry.Length}, more than a model does");
        }

        byte[] content = new byte[entry.Length];
        try
        {
            using var deflate = new DeflateStream(ByteStream.Open(packed), CompressionMode.Decompress);
            int found = deflate.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return found == content.Length && deflate.ReadByte() < 0
                ? content
                : throw Damaged(entry, $"does not unpack to the {entry.Length} bytes that it claims");
        }
        catch (InvalidDataException exception)
        {
            throw new ModelFormatException(source.Path, $"the zip archive is damaged: '{entry.Name}' cannot be unpacked.", exception);
        }
    }

    private ReadOnlyMemory<byte> Slice(ZipEntry entry, long offset, long length) =>
        offset >= 0 && length >= 0 && offset <= source.Bytes.Length - length
            ? source.Bytes.Slice((int)offset, (int)length)
            : throw Damaged(entry, "lies outside of the file");

    private ModelFormatException Damaged(ZipEntry entry, string problem) =>
        new(source.Path, $"the zip archive is damaged: '{entry.Name}' {problem}.");
}
