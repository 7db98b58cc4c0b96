using System.Buffers.Binary;
using System.Text.Json;

namespace UnrolledRnn.Serialization;

/// <summary>Reads the two parts of a safetensors file. No memory is taken that the file does not itself fill.</summary>
internal static class SafetensorsReader
{
    /// <summary>Read at once where a stream does not say how much it has.</summary>
    private const int Piece = 1 << 16;

    /// <summary>Opens a file that has content.</summary>
    /// <exception cref="ModelFormatException">It is empty, or no regular file, of which opening some would wait for ever.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or reading it is not allowed.</exception>
    public static FileStream Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new FileInfo(path);
        if (file.Exists && Target(file).Length == 0)
        {
            throw new ModelFormatException(path, "expected a safetensors file, found an empty file, or one that is no regular file.");
        }

        return File.OpenRead(path);
    }

    private static FileInfo Target(FileInfo file) =>
        (file.Attributes & FileAttributes.ReparsePoint) != 0 && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target
            ? target
            : file;

    /// <summary>Reads and checks a header; the stream then stands at the first byte of data.</summary>
    /// <exception cref="ModelFormatException">The header is damaged, or the file is of another kind.</exception>
    public static SafetensorsHeader ReadHeader(Stream stream, string path)
    {
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixLength];
        int found = stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false);
        if (found < prefix.Length)
        {
            throw new ModelFormatException(path, $"expected a safetensors file, found only {found} bytes.");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > SafetensorsHeader.MaxLength)
        {
            byte[] start = [.. prefix, .. ReadPiece(stream, Piece)];
            throw new ModelFormatException(path, FileKind.Of(start) is string kind
                ? $"expected a safetensors file, found {kind}."
                : $"the header claims {length} bytes, more than the {SafetensorsHeader.MaxLength} that are allowed; this is no safetensors file.");
        }

        byte[] json = Read(stream, (long)length, path, "the header");
        SafetensorsHeader header;
        try
        {
            header = SafetensorsHeader.Parse(json);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new ModelFormatException(path, $"the header is not the JSON of a safetensors file: {exception.Message}", exception);
        }

        if (stream.CanSeek && stream.Length - stream.Position != header.DataLength)
        {
            throw new ModelFormatException(
                path, $"the tensors fill {header.DataLength} bytes, but {stream.Length - stream.Position} follow the header; the file is cut short or damaged.");
        }

        return header;
    }

    /// <summary>Reads the data, whose length has been compared with what is expected.</summary>
    /// <exception cref="ModelFormatException">There are fewer bytes.</exception>
    public static byte[] ReadData(Stream stream, SafetensorsHeader header, string path) =>
        Read(stream, header.DataLength, path, "the data");

    private static byte[] Read(Stream stream, long length, string path, string what)
    {
        if (stream.CanSeek && stream.Length - stream.Position < length)
        {
            throw new ModelFormatException(
                path, $"{what} claims {length} bytes, but {stream.Length - stream.Position} follow; the file is cut short or no safetensors file.");
        }

        // a stream of unknown length gets memory as it fills it
        if (stream.CanSeek || length <= Piece)
        {
            byte[] bytes = new byte[length];
            int found = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return found == length ? bytes : throw CutShort(found);
        }

        using var all = new MemoryStream();
        while (all.Length < length)
        {
            byte[] piece = ReadPiece(stream, (int)Math.Min(Piece, length - all.Length));
            if (piece.Length == 0)
            {
                throw CutShort(all.Length);
            }

            all.Write(piece);
        }

        return all.ToArray();

        ModelFormatException CutShort(long found) => new(path, $"{what} claims {length} bytes, but only {found} follow.");
    }

    private static byte[] ReadPiece(Stream stream, int most)
    {
        byte[] piece = new byte[most];
        return piece[..stream.ReadAtLeast(piece, most, throwOnEndOfStream: false)];
    }
}
