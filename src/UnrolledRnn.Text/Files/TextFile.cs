using System.Globalization;
using System.Text;

namespace UnrolledRnn.Text;

/// <summary>
/// Texts in files, read whole or in parts, or refused with the place where they are none. A byte order mark of UTF-8, UTF-16 or UTF-32
/// decides about the encoding, and is no character; line ends of every system become single line feeds.
/// </summary>
public static class TextFile
{
    /// <summary>No string is longer.</summary>
    private const long MostBytes = 0x3fff_ffdf;

    /// <summary>Reads a text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoding">The encoding where no mark names it; null for UTF-8.</param>
    /// <exception cref="FormatException">Bytes are no text in the encoding, or zeros; the message has the offset and the line.</exception>
    /// <exception cref="IOException">
    /// The file cannot be read, or has more than a gigabyte, of which <see cref="ReadParts"/> gives parts.
    /// </exception>
    public static string Read(string path, Encoding? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        long length = new FileInfo(path).Length;
        return length <= MostBytes ? string.Concat(ReadParts(path, encoding)) : throw new IOException(
            string.Create(CultureInfo.InvariantCulture, $"{path}: expected at most {MostBytes:N0} bytes, found {length:N0}."));
    }

    /// <summary>Reads a text of any length.</summary>
    /// <param name="path">The file, open until the parts are gone through.</param>
    /// <param name="encoding">The encoding where no mark names it; null for UTF-8.</param>
    /// <returns>
    /// Parts of about a million characters. Each but the last ends with a line, and each but the first begins with a character that is no
    /// white space, so that their tokens are those of the text.
    /// </returns>
    /// <exception cref="FormatException">As of <see cref="Read"/>, when the parts come to that place.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<string> ReadParts(string path, Encoding? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Parts(path, encoding ?? Encoding.UTF8);
    }

    private static IEnumerable<string> Parts(string path, Encoding encoding)
    {
        using var chunks = new TextChunks(path, encoding);
        string rest = "";
        while (chunks.Read() is string chunk)
        {
            string text = rest + chunk;
            int end = EndOfPart(text);
            rest = text[end..];
            if (end > 0)
            {
                yield return text[..end];
            }
        }

        if (rest.Length > 0)
        {
            yield return rest;
        }
    }

    /// <summary>Behind the last line end that no white space follows; 0 where there is none.</summary>
    private static int EndOfPart(string text)
    {
        for (int at = text.Length - 1; at > 0; at--)
        {
            if (text[at - 1] == '\n' && !char.IsWhiteSpace(text[at]))
            {
                return at;
            }
        }

        return 0;
    }
}
