using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace UnrolledRnn.Generator.Diagnostics;

/// <summary>A place in a file, without the syntax tree that a <see cref="Location"/> would keep alive.</summary>
internal sealed record LocationInfo(string FilePath, TextSpan Span, LinePositionSpan LineSpan)
{
    public static LocationInfo From(SyntaxReference reference) => From(reference.SyntaxTree, reference.Span);

    public static LocationInfo From(SyntaxTree tree, TextSpan span) =>
        new(tree.FilePath, span, tree.GetLineSpan(span).Span);

    public Location ToLocation() => Location.Create(FilePath, Span, LineSpan);
}
