using System.Security;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace UnrolledRnn.Generator.Emission.Text;

/// <summary>Texts of a user's files in emitted code, where they may mean nothing but themselves.</summary>
internal static class ForeignText
{
    /// <summary>A text in a comment of documentation.</summary>
    public static string Documentation(string text) => SecurityElement.Escape(Comment(text));

    /// <summary>A text in a comment of one line.</summary>
    public static string Comment(string text)
    {
        var line = new StringBuilder();
        foreach (char c in text)
        {
            line.Append(char.IsControl(c) || c is NameScope.Mark or GeneratedMark.Mark or '\u2028' or '\u2029' or '\u0085' ? '?' : c);
        }

        return line.ToString();
    }

    /// <summary>A text as a literal.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true)
        .Replace(NameScope.Mark.ToString(), "\\u00a7")
        .Replace(GeneratedMark.Mark.ToString(), "\\u00a4");
}
