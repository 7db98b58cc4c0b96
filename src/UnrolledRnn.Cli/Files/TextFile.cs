using System.Globalization;
using System.Text;

namespace UnrolledRnn.Cli.Files;

/// <summary>Texts in files, read whole or refused with the place where they are none.</summary>
internal static class TextFile
{
    /// <summary>Larger texts would not fit the memory as tokens.</summary>
    public const long MaxLength = 256 << 20;

    /// <summary>Reads a text; a byte order mark decides before the encoding, and line ends become single line feeds.</summary>
    /// <exception cref="IOException">The file is not there, cannot be read, is too long, or is no text in its encoding.</exception>
    public static string Read(string path, Encoding encoding)
    {
        RegularFile.Check(path);
        long length = new FileInfo(path).Length;
        if (length > MaxLength)
        {
            throw new IOException(
                string.Create(CultureInfo.InvariantCulture, $"{path}: expected at most {MaxLength:N0} bytes, found {length:N0}."));
        }

        byte[] content = File.ReadAllBytes(path);
        (Encoding used, int start) = TextEncoding.OfByteOrderMark(content) ?? (encoding, 0);
        bool hasNarrowCharacters = used.GetByteCount("a") == 1;
        if (hasNarrowCharacters)
        {
            RefuseZero(Array.IndexOf(content, (byte)0));
        }

        string text = Decode(path, content, used, start);
        if (!hasNarrowCharacters && text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and int zero)
        {
            RefuseZero(start + used.GetByteCount(text.AsSpan(0, zero)));
        }

        return text.Replace("\r\n", "\n", StringComparison.Ordinal);

        void RefuseZero(int at)
        {
            if (at >= 0)
            {
                throw new IOException(
                    $"{path}: found a zero at {Place(content, used, at)}, which no text has; "
                    + "a text in UTF-16 without a byte order mark needs --encoding utf-16.");
            }
        }
    }

    private static string Decode(string path, byte[] content, Encoding encoding, int start)
    {
        try
        {
            return encoding.GetString(content, start, content.Length - start);
        }
        catch (DecoderFallbackException exception)
        {
            int at = start + Math.Clamp(exception.Index, 0, content.Length - start);
            string bytes = Convert.ToHexStringLower(exception.BytesUnknown ?? []);
            throw new IOException(
                $"{path}: not {encoding.WebName} at {Place(content, encoding, at)}: {bytes}; name its encoding, as in --encoding latin1.",
                exception);
        }
    }

    private static string Place(byte[] content, Encoding encoding, int at)
    {
        // What is before the place may be damaged too, for which a decoder that replaces is good enough.
        string before = Encoding.GetEncoding(encoding.CodePage).GetString(content, 0, at);
        int line = 1 + before.Count(character => character == '\n');
        return string.Create(CultureInfo.InvariantCulture, $"byte offset {at}, line {line}");
    }
}
