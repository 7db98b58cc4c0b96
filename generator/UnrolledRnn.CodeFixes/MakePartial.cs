using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace UnrolledRnn.CodeFixes;

/// <summary>Declares a network, or a type that contains one, as partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartial))]
[Shared]
public sealed class MakePartial : NetworkCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["URNN0001", "URNN0005"];

    private protected override (string Title, SyntaxNode Changed)? Fix(SyntaxNode root, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not TypeDeclarationSyntax type
            || type.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return null;
        }

        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        TypeDeclarationSyntax changed;
        if (type.Modifiers.Any())
        {
            changed = type.AddModifiers(partial);
        }
        else
        {
            // What stands in front of the keyword goes in front of the modifier.
            partial = partial.WithLeadingTrivia(type.Keyword.LeadingTrivia);
            changed = type.WithKeyword(type.Keyword.WithLeadingTrivia()).WithModifiers(SyntaxFactory.TokenList(partial));
        }

        return ($"Declare '{type.Identifier.ValueText}' as partial", root.ReplaceNode(type, changed));
    }
}
