using System.Globalization;
using System.Text;

namespace UnrolledRnn.Cli.Display;

/// <summary>
/// Text from files and arguments, made harmless for a terminal: characters that would move the cursor, change colours or
/// turn the direction of writing are shown as escapes.
/// </summary>
internal static class Printable
{
    /// <summary>A text as part of one line.</summary>
    public static string Line(string text) => Escape(text, keepLines: false);

    /// <summary>A text that may have lines and tabulators.</summary>
    public static string Lines(string text) => Escape(text, keepLines: true);

    private static string Escape(string text, bool keepLines)
    {
        StringBuilder? escaped = null;
        for (int i = 0; i < text.Length;)
        {
            bool isWhole = Rune.TryGetRuneAt(text, i, out Rune rune);
            int length = isWhole ? rune.Utf16SequenceLength : 1;
            if (!isWhole || (MovesTerminal(rune) && !(keepLines && rune.Value is '\n' or '\t')))
            {
                escaped ??= new StringBuilder(text, 0, i, text.Length + 16);
                escaped.Append(EscapeOf(isWhole ? rune.Value : text[i]));
            }
            else
            {
                escaped?.Append(text, i, length);
            }

            i += length;
        }

        return escaped?.ToString() ?? text;
    }

    private static bool MovesTerminal(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || TurnsDirection(rune.Value);

    /// <summary>Marks, embeddings, overrides and isolates of bidirectional text.</summary>
    private static bool TurnsDirection(int character) =>
        character is 0x061c or (>= 0x200e and <= 0x200f) or (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069);

    private static string EscapeOf(int character) => character switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{character:x4}"),
    };
}
