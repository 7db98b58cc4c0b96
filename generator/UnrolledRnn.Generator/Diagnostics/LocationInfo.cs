using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace UnrolledRnn.Generator.Diagnostics;

/// <summary>A place in a file, without the syntax tree that a <see cref="Location"/> would keep alive.</summary>
internal sealed record LocationInfo(string FilePath, TextSpan Span, LinePositionSpan LineSpan)
{
    public static LocationInfo From(SyntaxReference reference) => From(reference.SyntaxTree, reference.Span);

    public static LocationInfo From(SyntaxTree tree, TextSpan span) =>
        new(tree.FilePath, span, tree.GetLineSpan(span).Span);

    /// <summary>The place in the compilation's own tree, because <c>#pragma</c> and <c>[SuppressMessage]</c> act on trees alone.</summary>
    public Location ToLocation(Compilation compilation) => compilation.SyntaxTrees.FirstOrDefault(Fits) is SyntaxTree tree
        ? Location.Create(tree, Span)
        : Location.Create(FilePath, Span, LineSpan);

    private bool Fits(SyntaxTree tree) => tree.FilePath == FilePath && Span.End <= tree.Length && tree.GetLineSpan(Span).Span == LineSpan;
}
