namespace UnrolledRnn.Text;

/// <summary>Tokens that are their text.</summary>
/// <param name="vocabulary">The tokens.</param>
internal sealed class PlainDecoder(Vocabulary vocabulary) : TokenDecoder
{
    /// <inheritdoc/>
    public override string Append(int token)
    {
        if ((uint)token >= (uint)vocabulary.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(token), token, $"Expected a token from 0 to {vocabulary.Count - 1}, got {token}.");
        }

        return Vocabulary.IsSpecial(token) ? "" : vocabulary[token];
    }
}
