namespace UnrolledRnn.Text;

/// <summary>
/// Turns tokens into text one at a time, as they are generated: what comes before a token decides about the space and the capital in front
/// of it. <see cref="VocabularyTokenizer.CreateDecoder"/> makes one.
/// </summary>
public abstract class TokenDecoder
{
    /// <summary>Begins a decoder of one's own.</summary>
    protected TokenDecoder()
    {
    }

    /// <summary>Takes the next token.</summary>
    /// <param name="token">The token.</param>
    /// <returns>The text that it adds; empty where a later token is to show it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public abstract string Append(int token);

    /// <summary>Ends the text.</summary>
    /// <returns>What was held back for a token that has not come; mostly nothing.</returns>
    public virtual string Flush() => "";
}
