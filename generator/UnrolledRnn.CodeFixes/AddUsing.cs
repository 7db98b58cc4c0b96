using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace UnrolledRnn.CodeFixes;

/// <summary>Adds the using directive without which the attribute's name is that of its namespace.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddUsing))]
[Shared]
public sealed class AddUsing : NetworkCodeFix
{
    private const string Namespace = "UnrolledRnn";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["URNN0034"];

    private protected override (string Title, SyntaxNode Changed)? Fix(SyntaxNode root, SyntaxNode node)
    {
        // In a namespace of the same name the directive would have to stand inside of it.
        if (root is not CompilationUnitSyntax file || node is not IdentifierNameSyntax
            || node.FirstAncestorOrSelf<BaseNamespaceDeclarationSyntax>() is not null)
        {
            return null;
        }

        bool hasReturns = file.ToFullString().Contains("\r\n");
        UsingDirectiveSyntax directive = SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(Namespace))
            .NormalizeWhitespace()
            .WithTrailingTrivia(hasReturns ? SyntaxFactory.CarriageReturnLineFeed : SyntaxFactory.LineFeed);
        CompilationUnitSyntax changed = file.Usings.Count > 0
            ? file.AddUsings(directive)
            : file.WithoutLeadingTrivia()
                .AddUsings(directive.WithLeadingTrivia(file.GetLeadingTrivia()));
        return ($"Add 'using {Namespace};'", changed);
    }
}
