using System.Globalization;

namespace UnrolledRnn.Cli.Evaluation;

/// <summary>The parts of a text: its chapters where lines say so, else its tenths. Together they are the text.</summary>
internal static class TextChapters
{
    /// <summary>A line that is longer is a sentence, not a heading.</summary>
    private const int LongestHeading = 80;

    /// <summary>A chapter that is shorter, such as a line of a table of contents, belongs to the next one.</summary>
    private const int ShortestChapter = 500;

    private const int Parts = 10;

    /// <summary>Divides a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="heading">
    /// What the first line of a chapter begins with, as it is or in capitals. A blank line is before it, or one word at most behind that.
    /// </param>
    public static IReadOnlyList<TextChapter> Of(string text, string heading)
    {
        List<TextChapter> chapters = [];
        string name = "before";
        int start = 0;
        foreach ((int at, string line) in Headings(text, heading))
        {
            if (at - start >= ShortestChapter)
            {
                chapters.Add(new TextChapter(name, text[start..at]));
                start = at;
            }

            name = line;
        }

        chapters.Add(new TextChapter(name, text[start..]));
        return chapters.Count > 1 ? chapters : Tenths(text);
    }

    private static IEnumerable<(int At, string Line)> Headings(string text, string heading)
    {
        bool isBlankBefore = true;
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start) is >= 0 and int found ? found : text.Length;
            string line = end - start <= LongestHeading ? text[start..end].Trim() : "-";
            bool isHeading = Begins(line, heading) || Begins(line, heading.ToUpperInvariant());
            if (isHeading && (isBlankBefore || !line.AsSpan(heading.Length).Trim().Contains(' ')))
            {
                yield return (start, line);
            }

            isBlankBefore = line.Length == 0;
            start = end + 1;
        }
    }

    private static bool Begins(string line, string heading) =>
        line.StartsWith(heading, StringComparison.Ordinal) && (line.Length == heading.Length || !char.IsLetter(line[heading.Length]));

    private static List<TextChapter> Tenths(string text)
    {
        List<TextChapter> parts = [];
        int start = 0;
        for (int part = 1; part <= Parts; part++)
        {
            int end = part == Parts ? text.Length : (int)((long)text.Length * part / Parts);

            // Half of a character is none, and a line is best left whole.
            int lineEnd = text.IndexOf('\n', end, Math.Min(ShortestChapter, text.Length - end));
            end = lineEnd >= 0 ? lineEnd + 1 : end < text.Length && char.IsLowSurrogate(text[end]) ? end + 1 : end;
            if (end > start)
            {
                parts.Add(new TextChapter(string.Create(CultureInfo.InvariantCulture, $"to {10 * part} %"), text[start..end]));
                start = end;
            }
        }

        return parts;
    }
}
