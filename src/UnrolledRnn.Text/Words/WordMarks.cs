namespace UnrolledRnn.Text;

/// <summary>Tokens of <see cref="WordTokenizer"/> that stand for no characters of their own.</summary>
internal static class WordMarks
{
    /// <summary>The next word begins with a capital.</summary>
    public const string Capital = "<maj>";

    /// <summary>The next word is all in capitals.</summary>
    public const string Upper = "<up>";

    /// <summary>No space comes before the next token, where one would be usual.</summary>
    public const string Join = "<join>";

    /// <summary>All of them, in the order of their numbers.</summary>
    public static IReadOnlyList<string> All { get; } = [Capital, Upper, Join];
}
