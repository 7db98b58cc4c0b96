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
}
