using System.Text;

namespace UnrolledRnn.Text;

/// <summary>Writes subwords; bytes of a character that is not yet whole are held back.</summary>
/// <param name="bytes">The bytes of each token.</param>
internal sealed class SubwordDecoder(byte[][] bytes) : TokenDecoder
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    /// <inheritdoc/>
    public override string Append(int token)
    {
        if ((uint)token >= (uint)bytes.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(token), token, $"Expected a token from 0 to {bytes.Length - 1}, got {token}.");
        }

        return Decode(bytes[token], flush: false);
    }

    /// <inheritdoc/>
    public override string Flush() => Decode([], flush: true);

    private string Decode(byte[] token, bool flush)
    {
        Span<char> text = token.Length <= 64 ? stackalloc char[66] : new char[token.Length + 2];
        return text[.._decoder.GetChars(token, text, flush)].ToString();
    }
}
