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

        try
        {
            return Text.TextFile.Read(path, encoding);
        }
        catch (FormatException exception)
        {
            throw new IOException(
                $"{exception.Message} Name its encoding, as in --encoding latin1, or --encoding utf-16 without a byte order mark.",
                exception);
        }
    }
}
