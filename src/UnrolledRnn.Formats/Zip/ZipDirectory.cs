using System.Buffers.Binary;
using System.Text;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>Reads the directory of a zip archive, also of one with 64-bit sizes. Every place in it is checked against the file.</summary>
/// <param name="source">The file.</param>
internal sealed class ZipDirectory(ModelSource source)
{
    private const uint EndMark = 0x06054B50;
    private const uint End64Mark = 0x06064B50;
    private const uint Locator64Mark = 0x07064B50;
    private const uint EntryMark = 0x02014B50;
    private const int EndLength = 22;
    private const int End64Length = 56;
    private const int Locator64Length = 20;
    private const int EntryLength = 46;
    private const int Sizes64Kind = 1;
    private const int EncryptedFlag = 1;

    /// <summary>What stands for a number that an extra field has with 64 bits.</summary>
    private const uint Elsewhere = uint.MaxValue;

    /// <summary>The files by name.</summary>
    /// <exception cref="ModelFormatException">The directory is damaged.</exception>
    public IReadOnlyDictionary<string, ZipEntry> Read()
    {
        (long count, long offset) = End();

        // Each entry takes bytes of its own, so that a count can be no larger than the file.
        if (count > source.Bytes.Length / EntryLength)
        {
            throw Damaged($"its directory claims {count} files");
        }

        Dictionary<string, ZipEntry> entries = new(StringComparer.Ordinal);
        for (long i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> fixedPart = Bytes(offset, EntryLength);
            if (BinaryPrimitives.ReadUInt32LittleEndian(fixedPart) != EntryMark)
            {
                throw Damaged($"entry {i} of its directory has another mark");
            }

            int nameLength = Short(fixedPart, 28);
            int extraLength = Short(fixedPart, 30);
            ReadOnlySpan<byte> rest = Bytes(offset + EntryLength, nameLength + extraLength);
            ZipEntry entry = Entry(Encoding.UTF8.GetString(rest[..nameLength]), fixedPart, rest[nameLength..]);
            if (!entries.TryAdd(entry.Name, entry))
            {
                throw Damaged($"'{entry.Name}' occurs twice");
            }

            offset += EntryLength + nameLength + extraLength + Short(fixedPart, 32);
        }

        return entries;
    }

    private ZipEntry Entry(string name, ReadOnlySpan<byte> fixedPart, ReadOnlySpan<byte> extra)
    {
        if ((Short(fixedPart, 8) & EncryptedFlag) != 0)
        {
            throw Damaged($"'{name}' is encrypted");
        }

        long packed = BinaryPrimitives.ReadUInt32LittleEndian(fixedPart[20..]);
        long length = BinaryPrimitives.ReadUInt32LittleEndian(fixedPart[24..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(fixedPart[42..]);
        for (int i = 0; i + 4 <= extra.Length; i += 4 + Short(extra, i + 2))
        {
            if (Short(extra, i) == Sizes64Kind)
            {
                ReadOnlySpan<byte> sizes = extra[(i + 4)..Math.Min(i + 4 + Short(extra, i + 2), extra.Length)];
                length = length == Elsewhere ? Long(ref sizes, name) : length;
                packed = packed == Elsewhere ? Long(ref sizes, name) : packed;
                offset = offset == Elsewhere ? Long(ref sizes, name) : offset;
                break;
            }
        }

        return new ZipEntry(name, Short(fixedPart, 10), BinaryPrimitives.ReadUInt32LittleEndian(fixedPart[16..]), packed, length, offset);
    }

    /// <summary>How many files there are, and where the directory begins.</summary>
    private (long Count, long Offset) End()
    {
        ReadOnlySpan<byte> bytes = source.Span;
        int least = Math.Max(0, bytes.Length - EndLength - ushort.MaxValue);
        for (int at = bytes.Length - EndLength; at >= least; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) != EndMark)
            {
                continue;
            }

            if (at >= Locator64Length && BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at - Locator64Length)..]) == Locator64Mark)
            {
                ReadOnlySpan<byte> end64 = Bytes(Number(bytes[(at - Locator64Length + 8)..]), End64Length);
                return BinaryPrimitives.ReadUInt32LittleEndian(end64) == End64Mark
                    ? (Number(end64[32..]), Number(end64[48..]))
                    : throw Damaged("its end with 64-bit sizes has another mark");
            }

            return (Short(bytes, at + 10), BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 16)..]));
        }

        throw Damaged("its directory is missing; the file is cut short");
    }

    private ReadOnlySpan<byte> Bytes(long offset, long length) => offset >= 0 && length >= 0 && offset <= source.Bytes.Length - length
        ? source.Span.Slice((int)offset, (int)length)
        : throw Damaged("its directory lies outside of the file");

    private long Long(ref ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.Length < sizeof(long))
        {
            throw Damaged($"'{name}' lacks a size");
        }

        long number = Number(bytes);
        bytes = bytes[sizeof(long)..];
        return number;
    }

    /// <summary>A number of 64 bits; one that is too large is the largest, which is refused where it is used.</summary>
    private static long Number(ReadOnlySpan<byte> bytes) => (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(bytes), long.MaxValue);

    private static int Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private ModelFormatException Damaged(string problem) => new(source.Path, $"the zip archive is damaged: {problem}.");
}
