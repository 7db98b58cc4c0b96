using System.Text;

namespace UnrolledRnn.Cli.Files;

/// <summary>Encodings of texts by their names; what does not fit one is an exception, never a replacement character.</summary>
internal static class TextEncoding
{
    /// <summary>The name of the encoding of most texts.</summary>
    public const string Default = "utf-8";

    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding of a name, or null where .NET has none.</summary>
    public static Encoding? Find(string name)
    {
        try
        {
            return Encoding.GetEncoding(name.Trim(), EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The encoding that a byte order mark names, and the length of the mark; null without one.</summary>
    public static (Encoding Encoding, int Length)? OfByteOrderMark(ReadOnlySpan<byte> text)
    {
        // The mark of UTF-32 begins with that of UTF-16.
        foreach (string name in (ReadOnlySpan<string>)[Default, "utf-32", "utf-32BE", "utf-16", "utf-16BE"])
        {
            Encoding encoding = Find(name)!;
            if (encoding.Preamble is { Length: > 0 } mark && text.StartsWith(mark))
            {
                return (encoding, mark.Length);
            }
        }

        return null;
    }
}
