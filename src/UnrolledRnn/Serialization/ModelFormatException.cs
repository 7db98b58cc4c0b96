using System.Globalization;
using System.Text;

namespace UnrolledRnn.Serialization;

/// <summary>
/// A model file is damaged, or holds another network than the one asked for; the message says what was expected and what was found.
/// </summary>
public sealed class ModelFormatException : FormatException
{
    private const int MaxLength = 1000;

    /// <summary>Creates the exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problem">
    /// What was expected and what was found; texts of a file may be in it: it is cut, and control characters are spelled out.
    /// </param>
    /// <param name="innerException">What led to it, or null.</param>
    public ModelFormatException(string path, string problem, Exception? innerException = null)
        : base($"{path}: {Printable(problem)}", innerException)
    {
        Path = path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>A text without anything that a terminal would obey.</summary>
    private static string Printable(string text)
    {
        var printable = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (printable.Length >= MaxLength)
            {
                return printable.Append('…').ToString();
            }

            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            bool isHidden = category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
            printable.Append(isHidden ? string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}") : rune.ToString());
        }

        return printable.ToString();
    }
}
