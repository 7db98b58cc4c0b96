using System.Text;

namespace UnrolledRnn.Text;

/// <summary>Capitals, as a mark before a word and the word without them.</summary>
internal static class WordCase
{
    /// <summary>Takes the capitals off a word.</summary>
    /// <param name="word">The word.</param>
    /// <param name="lower">As long; overwritten with the word to write behind the mark.</param>
    /// <returns>The mark that gives the capitals back; null where the word is taken as it is.</returns>
    public static string? Remove(ReadOnlySpan<char> word, Span<char> lower)
    {
        word.ToLowerInvariant(lower);
        if (word.SequenceEqual(lower))
        {
            return null;
        }

        int first = FirstLength(lower);
        if (IsUpper(word[..first], lower[..first]) && word[first..].SequenceEqual(lower[first..]))
        {
            return WordMarks.Capital;
        }

        if (IsUpper(word, lower))
        {
            return WordMarks.Upper;
        }

        word.CopyTo(lower);
        return null;
    }

    /// <summary>Gives a word the capitals of a mark.</summary>
    public static void Apply(string mark, Span<char> word)
    {
        Span<char> part = mark == WordMarks.Capital ? word[..FirstLength(word)] : word;
        Span<char> upper = part.Length <= 128 ? stackalloc char[part.Length] : new char[part.Length];
        ((ReadOnlySpan<char>)part).ToUpperInvariant(upper);
        upper.CopyTo(part);
    }

    private static bool IsUpper(ReadOnlySpan<char> word, ReadOnlySpan<char> lower)
    {
        Span<char> upper = lower.Length <= 128 ? stackalloc char[lower.Length] : new char[lower.Length];
        lower.ToUpperInvariant(upper);
        return word.SequenceEqual(upper);
    }

    private static int FirstLength(ReadOnlySpan<char> word)
    {
        Rune.DecodeFromUtf16(word, out _, out int length);
        return length;
    }
}
