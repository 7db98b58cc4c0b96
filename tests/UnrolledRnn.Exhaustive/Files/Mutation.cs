using System.Buffers.Binary;
using System.IO.Compression;

namespace UnrolledRnn.Exhaustive.Files;

/// <summary>Damages a file in ways that storage, transfer and malice do.</summary>
internal static class Mutation
{
    private const int MostEdits = 4;

    private static readonly ulong[] s_extremes =
        [0, 1, 2, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x7FFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF];

    private static readonly byte[][] s_texts =
        [.. new[] { "9", "-", "999999999999", "1e999", "null", "[", "]", "{", "}", "\"", "[[[[[[[[", "true", "NaN", ",", "\\u0000" }
            .Select(System.Text.Encoding.ASCII.GetBytes)];

    /// <summary>A damaged copy. In an archive, every second one is damaged within an entry, which is then packed whole again.</summary>
    public static byte[] Of(byte[] file, Random random) =>
        file.AsSpan().StartsWith("PK\x03\x04"u8) && random.Next(2) == 0 ? WithinEntry(file, random) : Edited(file, random);

    private static byte[] Edited(byte[] file, Random random)
    {
        byte[] edited = [.. file];
        for (int edit = random.Next(MostEdits) + 1; edit > 0 && edited.Length > 0; edit--)
        {
            edited = Edit(edited, random);
        }

        return edited;
    }

    private static byte[] Edit(byte[] file, Random random)
    {
        int at = random.Next(file.Length);
        int count = Math.Min(file.Length - at, 1 << random.Next(10));
        switch (random.Next(8))
        {
            case 0:
                file[at] ^= (byte)(1 << random.Next(8));
                return file;
            case 1:
                random.NextBytes(file.AsSpan(at, Math.Min(count, 16)));
                return file;
            case 2:
                file.AsSpan(at, count).Fill(random.Next(2) == 0 ? (byte)0 : (byte)0xFF);
                return file;
            case 3:
                return file[..at];
            case 4:
                return [.. file[..at], .. file[(at + count)..]];
            case 5:
                return [.. file[..(at + count)], .. file[at..]];
            case 6:
                byte[] number = new byte[sizeof(ulong)];
                BinaryPrimitives.WriteUInt64LittleEndian(number, s_extremes[random.Next(s_extremes.Length)]);
                number.AsSpan(0, Math.Min(file.Length - at, 1 << random.Next(4))).CopyTo(file.AsSpan(at));
                return file;
            default:
                return [.. file[..at], .. s_texts[random.Next(s_texts.Length)], .. file[(at + random.Next(Math.Min(count, 4) + 1))..]];
        }
    }

    private static byte[] WithinEntry(byte[] file, Random random)
    {
        using var packed = new MemoryStream();
        using (var source = new ZipArchive(new MemoryStream(file)))
        using (var target = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            int chosen = random.Next(source.Entries.Count);
            for (int i = 0; i < source.Entries.Count; i++)
            {
                using var content = new MemoryStream();
                using (Stream entry = source.Entries[i].Open())
                {
                    entry.CopyTo(content);
                }

                byte[] bytes = content.ToArray();
                using Stream written = target.CreateEntry(source.Entries[i].FullName, CompressionLevel.NoCompression).Open();
                written.Write(i == chosen ? Edited(bytes, random) : bytes);
            }
        }

        return packed.ToArray();
    }
}
