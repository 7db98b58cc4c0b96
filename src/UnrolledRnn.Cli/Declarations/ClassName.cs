using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace UnrolledRnn.Cli.Declarations;

/// <summary>Names that C# takes.</summary>
internal static class ClassName
{
    /// <summary>Whether a word is a name as it is, without an @.</summary>
    public static bool IsName(string word) =>
        SyntaxFacts.IsValidIdentifier(word) && SyntaxFacts.GetKeywordKind(word) == SyntaxKind.None;

    /// <summary>Whether words between points are names.</summary>
    public static bool IsNamespace(string words) => words.Split('.').All(IsName);

    /// <summary>A name for the class of a file: <c>my amp-2.nam</c> → <c>MyAmp2</c>.</summary>
    public static string Of(string path)
    {
        var name = new StringBuilder();
        bool startsWord = true;
        foreach (char letter in Path.GetFileNameWithoutExtension(path))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                name.Append(startsWord ? char.ToUpperInvariant(letter) : letter);
            }

            startsWord = !char.IsAsciiLetterOrDigit(letter);
        }

        return name.Length > 0 && char.IsAsciiLetter(name[0]) ? name.ToString() : $"Model{name}";
    }
}
