using System.Text.RegularExpressions;

namespace UnrolledRnn.Text;

/// <summary>The pieces of a text over whose borders no subword goes.</summary>
internal static partial class SubwordPieces
{
    /// <summary>
    /// A line end; a word, a digit or signs with the space before them; another white space. Every character is in one piece, and a part of
    /// whole lines has the pieces that it has in the whole text.
    /// </summary>
    [GeneratedRegex(
        @"\n| ?\p{L}[\p{L}\p{M}]*(?:['’]\p{L}[\p{L}\p{M}]*)*| ?\p{N}| ?[^\s\p{L}\p{N}]+|[^\S\n]", RegexOptions.CultureInvariant)]
    public static partial Regex Pattern();
}
