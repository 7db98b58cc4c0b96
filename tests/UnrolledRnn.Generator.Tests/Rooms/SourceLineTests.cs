using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Rooms;

/// <summary>How wide the lines of the sources are.</summary>
public sealed class SourceLineTests
{
    /// <summary>In UTF-16 characters.</summary>
    private const int MaxLength = 140;

    private const int MaxListed = 10;

    /// <summary>A line with so many numbers is one of a table.</summary>
    private const int TableNumbers = 8;

    private static readonly string[] s_folders = ["src", "generator", "tests", "benchmarks"];

    private static readonly CSharpParseOptions s_options =
        new(LanguageVersion.CSharp14, preprocessorSymbols: ["UNROLLED_RNN_GENERATOR"]);

    [Fact]
    public void Lines_are_not_too_long()
    {
        string[] places = [.. Files().SelectMany(LongLinesOf)];
        string listed = string.Join("\n", places.Take(MaxListed));
        Assert.True(places.Length == 0, $"{places.Length} lines have more than {MaxLength} characters:\n{listed}");
    }

    [Theory]
    [InlineData("int x = {0};", true)]
    [InlineData("string s = \"{0}\";", false)]
    [InlineData("string s = $\"{0}{1}\";", false)]
    [InlineData("string s = \"\"\"\n    {0}\n    \"\"\";", false)]
    [InlineData("string s = $\"\"\"\n    {0}\n    {Text({0})}\n    \"\"\";", false)]
    [InlineData("Check(\"a\", {0});", true)]
    [InlineData("Check(\"{0}\", {0});", true)]
    [InlineData("Check(x, 1.5f, -2, 3, 4, 5, 6, 7, 8, y{0});", false)]
    [InlineData("// {0}", true)]
    [InlineData("#if DEBUG\nint {0};\n#endif", true)]
    public void A_long_line_is_found_unless_a_string_or_a_table_makes_it_long(string code, bool isFound)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(code.Replace("{0}", new string('a', MaxLength), StringComparison.Ordinal), s_options);
        Assert.Equal(isFound, LongLines(tree).Any());
    }

    private static IEnumerable<string> Files() => s_folders
        .SelectMany(folder => Directory.GetFiles(Path.Combine(RepositoryFiles.Root, folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.EndsWith(".verified.cs", StringComparison.Ordinal) && !file.EndsWith(".received.cs", StringComparison.Ordinal))
        .Where(file => !Name(file).Split('/').Any(folder => folder is "obj" or "bin"))
        .Order(StringComparer.Ordinal);

    private static string Name(string file) => Path.GetRelativePath(RepositoryFiles.Root, file).Replace('\\', '/');

    private static IEnumerable<string> LongLinesOf(string file) =>
        LongLines(CSharpSyntaxTree.ParseText(File.ReadAllText(file), s_options))
            .Select(line => $"{Name(file)}({line.LineNumber + 1}): {line.Span.Length} characters");

    private static IEnumerable<TextLine> LongLines(SyntaxTree tree) =>
        tree.GetText().Lines.Where(line => line.Span.Length > MaxLength && !IsExcused(line, tree.GetRoot()));

    private static bool IsExcused(TextLine line, SyntaxNode root)
    {
        SyntaxToken[] tokens = [.. root.DescendantTokens(line.Span).Where(token => token.Span.IntersectsWith(line.Span))];
        return tokens.Count(token => token.IsKind(SyntaxKind.NumericLiteralToken)) >= TableNumbers
            || tokens.SelectMany(StringsAround).Any(text => IsWithin(line, text) || IsMadeLongBy(line, text));
    }

    /// <summary>The literal that a token is, and the interpolated strings that it is in.</summary>
    private static IEnumerable<TextSpan> StringsAround(SyntaxToken token) =>
    [
        token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken
            or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken ? token.Span : default,
        .. token.Parent!.AncestorsAndSelf().OfType<InterpolatedStringExpressionSyntax>().Select(text => text.Span),
    ];

    private static bool IsWithin(TextLine line, TextSpan text) => text.Start < line.Start && text.End > line.Start;

    /// <summary>Whether one string is more than half of a line that is short enough without it.</summary>
    private static bool IsMadeLongBy(TextLine line, TextSpan text) =>
        line.Span.Contains(text) && line.Span.Length - text.Length <= MaxLength && 2 * text.Length > line.ToString().Trim().Length;
}
