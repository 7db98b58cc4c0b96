namespace UnrolledRnn.Text;

/// <summary>What the tokens of a vocabulary of words stand for.</summary>
internal sealed class WordTokens
{
    private readonly (string Text, string? Mark, WordSpacing Spacing, bool IsWord)[] _tokens;

    /// <summary>Reads a vocabulary.</summary>
    public WordTokens(Vocabulary vocabulary)
    {
        _tokens = new (string, string?, WordSpacing, bool)[vocabulary.Count];
        for (int i = 0; i < _tokens.Length; i++)
        {
            string token = vocabulary[i];
            string? mark = WordMarks.All.FirstOrDefault(known => known == token);
            ReadOnlySpan<char> text = WordSpelling.TextOf(token);
            _tokens[i] = (
                text.SequenceEqual(token) ? token : text.ToString(), mark, WordSpelling.SpacingOf(token), WordScan.LetterAt(text, 0) > 0);
        }
    }

    /// <summary>Throws where there is no such token.</summary>
    public void Check(int token)
    {
        if ((uint)token >= (uint)_tokens.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(token), token, $"Expected a token from 0 to {_tokens.Length - 1}, got {token}.");
        }
    }

    /// <summary>The mark that a token is, or null.</summary>
    public string? MarkOf(int token) => _tokens[token].Mark;

    /// <summary>The text of a token, without spaces.</summary>
    public string TextOf(int token) => _tokens[token].Text;

    /// <summary>The spaces around it.</summary>
    public WordSpacing SpacingOf(int token) => _tokens[token].Spacing;

    /// <summary>Whether it begins with a letter.</summary>
    public bool IsWord(int token) => _tokens[token].IsWord;
}
