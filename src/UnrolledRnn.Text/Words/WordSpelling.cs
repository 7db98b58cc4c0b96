namespace UnrolledRnn.Text;

/// <summary>
/// How tokens of words are spelled in a vocabulary. All are their text, but for a quotation mark that opens, which has a space before it;
/// a sign such as a hyphen, which has the spaces around it; and a digit that goes on with what is before it, which has <c>##</c>.
/// </summary>
internal static class WordSpelling
{
    /// <summary>What stands before a digit that goes on with what is before it.</summary>
    public const string Joined = "##";

    private const string Before = ".,;:!?)]}…%”’»›°′″\"";
    private const string After = "([{“‘«‹„‚¡¿$£€#`";
    private const string Free = "-–—‐‑‒―/\\_@*'";

    /// <summary>Whether a sign stands with spaces around it or without, as the text has it.</summary>
    public static bool IsFree(char sign) => Free.Contains(sign, StringComparison.Ordinal);

    /// <summary>Whether a sign has no space before it.</summary>
    public static bool IsTightBefore(char sign) => Before.Contains(sign, StringComparison.Ordinal);

    /// <summary>Whether a character is an apostrophe.</summary>
    public static bool IsApostrophe(char character) => character is '\'' or '’';

    /// <summary>The text of a token.</summary>
    public static ReadOnlySpan<char> TextOf(ReadOnlySpan<char> token) =>
        token.Length > Joined.Length && token.StartsWith(Joined) ? token[Joined.Length..] : token.Trim(' ');

    /// <summary>The spaces around a token.</summary>
    public static WordSpacing SpacingOf(ReadOnlySpan<char> token)
    {
        if (token.Length > Joined.Length && token.StartsWith(Joined))
        {
            return WordSpacing.TightBefore;
        }

        char first = token[0];
        if (first == ' ' || token[^1] == ' ')
        {
            return (first == ' ', token[^1] == ' ') switch
            {
                (true, true) => WordSpacing.Usual,
                (true, false) => WordSpacing.TightAfter,
                _ => WordSpacing.TightBefore,
            };
        }

        if (first == '\n' || (IsFree(first) && token.TrimStart(first).IsEmpty))
        {
            return WordSpacing.TightBefore | WordSpacing.TightAfter;
        }

        if (token.Length == 1)
        {
            return IsTightBefore(first) ? WordSpacing.TightBefore
                : After.Contains(first, StringComparison.Ordinal) ? WordSpacing.TightAfter
                : WordSpacing.Usual;
        }

        return IsApostrophe(first) ? WordSpacing.TightBefore : WordSpacing.Usual;
    }
}
