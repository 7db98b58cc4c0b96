using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace UnrolledRnn.CodeFixes;

/// <summary>Takes 'static' or 'abstract' away from a network.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveModifier))]
[Shared]
public sealed class RemoveModifier : NetworkCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["URNN0003"];

    private protected override (string Title, SyntaxNode Changed)? Fix(SyntaxNode root, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not TypeDeclarationSyntax type)
        {
            return null;
        }

        SyntaxToken modifier = type.Modifiers.FirstOrDefault(token =>
            token.IsKind(SyntaxKind.StaticKeyword) || token.IsKind(SyntaxKind.AbstractKeyword));
        if (modifier.IsKind(SyntaxKind.None))
        {
            return null;
        }

        // What stood in front of the modifier goes in front of what follows.
        TypeDeclarationSyntax changed = type.WithModifiers(type.Modifiers.Remove(modifier));
        changed = changed.WithLeadingTrivia(type.GetLeadingTrivia());
        return ($"Remove '{modifier.ValueText}'", root.ReplaceNode(type, changed));
    }
}
