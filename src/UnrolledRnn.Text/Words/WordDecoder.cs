namespace UnrolledRnn.Text;

/// <summary>Writes words with their spaces and capitals.</summary>
/// <param name="tokens">The tokens.</param>
/// <param name="last">The spacing of what comes before the first one.</param>
internal sealed class WordDecoder(WordTokens tokens, WordSpacing last = WordSpacing.TightAfter) : TokenDecoder
{
    private WordSpacing _last = last;
    private string? _case;
    private bool _joins;

    /// <inheritdoc/>
    public override string Append(int token)
    {
        tokens.Check(token);
        if (token is Vocabulary.BeginOfText or Vocabulary.EndOfText)
        {
            return "";
        }

        if (tokens.MarkOf(token) is string mark)
        {
            _case = mark == WordMarks.Join ? _case : mark;
            _joins |= mark == WordMarks.Join;
            return "";
        }

        string text = tokens.TextOf(token);
        WordSpacing spacing = tokens.SpacingOf(token);
        bool isTight = (_last & WordSpacing.TightAfter) != 0 || (spacing & WordSpacing.TightBefore) != 0;
        bool hasSpace = !isTight && !_joins;
        string? letterCase = tokens.IsWord(token) ? _case : null;
        (_last, _case, _joins) = (spacing, null, false);
        return hasSpace || letterCase is not null ? Write(text, hasSpace, letterCase) : text;
    }

    private static string Write(string text, bool hasSpace, string? letterCase) =>
        string.Create(text.Length + (hasSpace ? 1 : 0), (text, letterCase), static (span, piece) =>
        {
            Span<char> word = span[^piece.text.Length..];
            span[0] = ' ';
            piece.text.CopyTo(word);
            if (piece.letterCase is string mark)
            {
                WordCase.Apply(mark, word);
            }
        });
}
