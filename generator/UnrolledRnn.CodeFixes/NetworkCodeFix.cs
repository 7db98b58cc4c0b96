using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace UnrolledRnn.CodeFixes;

/// <summary>A fix that changes the syntax at the place of a diagnostic.</summary>
public abstract class NetworkCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (Fix(root, node) is (string title, SyntaxNode changed))
            {
                Document document = context.Document.WithSyntaxRoot(changed);
                context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(document), equivalenceKey: title), diagnostic);
            }
        }
    }

    /// <summary>What is to be done and the file behind it; or null where the fix does not fit.</summary>
    /// <param name="root">The file.</param>
    /// <param name="node">What the diagnostic points at.</param>
    private protected abstract (string Title, SyntaxNode Changed)? Fix(SyntaxNode root, SyntaxNode node);
}
