using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace UnrolledRnn.CodeFixes;

/// <summary>Removes an option that has no effect or no sense where it stands.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveOption))]
[Shared]
public sealed class RemoveOption : NetworkCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ["URNN0021", "URNN0022", "URNN0023", "URNN0025", "URNN0027", "URNN0031", "URNN0035", "URNN0041"];

    private protected override (string Title, SyntaxNode Changed)? Fix(SyntaxNode root, SyntaxNode node) =>
        node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is { NameEquals.Name.Identifier.ValueText: string name } argument
            && root.RemoveNode(argument, SyntaxRemoveOptions.KeepNoTrivia) is SyntaxNode changed
            ? ($"Remove '{name}'", changed)
            : null;
}
