using System.Globalization;
using System.Text;

namespace UnrolledRnn.Text;

/// <summary>Where words begin and end.</summary>
internal static class WordScan
{
    /// <summary>What a text has where a word was unknown to whoever made it.</summary>
    public const string Unknown = "<unk>";

    /// <summary>UTF-16 units of the letter at a place; 0 where there is none.</summary>
    public static int LetterAt(ReadOnlySpan<char> text, int at)
    {
        if ((uint)at >= (uint)text.Length)
        {
            return 0;
        }

        if (char.IsAscii(text[at]))
        {
            return char.IsAsciiLetter(text[at]) ? 1 : 0;
        }

        Rune.DecodeFromUtf16(text[at..], out Rune rune, out int length);
        return Rune.IsLetter(rune) ? length : 0;
    }

    /// <summary>
    /// Where the word that begins at a place ends: letters, the combining marks behind them, and apostrophes between letters but for that
    /// of a possessive.
    /// </summary>
    public static int EndOfWord(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length)
        {
            int length = LetterAt(text, at);
            if (length == 0)
            {
                length = MarkAt(text, at);
            }

            if (length == 0 && WordSpelling.IsApostrophe(text[at]) && !IsPossessive(text, at))
            {
                length = LetterAt(text, at + 1) > 0 ? 1 : 0;
            }

            if (length == 0)
            {
                break;
            }

            at += length;
        }

        return at;
    }

    /// <summary>Whether an apostrophe and an s stand behind a word, or alone as texts have them that were cut into tokens.</summary>
    public static bool IsPossessive(ReadOnlySpan<char> text, int at) =>
        at > 0 && at + 1 < text.Length && WordSpelling.IsApostrophe(text[at]) && text[at + 1] is 's' or 'S'
        && LetterAt(text, at + 2) == 0 && MarkAt(text, at + 2) == 0
        && (char.IsLetterOrDigit(text[at - 1]) || char.IsWhiteSpace(text[at - 1]) || MarkAt(text, at - 1) > 0);

    private static int MarkAt(ReadOnlySpan<char> text, int at)
    {
        if ((uint)at >= (uint)text.Length || char.IsAscii(text[at]))
        {
            return 0;
        }

        Rune.DecodeFromUtf16(text[at..], out Rune rune, out int length);
        return Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark ? length : 0;
    }
}
