using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>What the project's global using directives bring into every file, emitted ones included.</summary>
internal sealed class GlobalUsings
{
    private readonly HashSet<string> _aliases = new(StringComparer.Ordinal);
    private readonly List<INamespaceSymbol> _namespaces = [];
    private readonly List<INamedTypeSymbol> _types = [];

    public GlobalUsings(Compilation compilation, CancellationToken cancellation)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            var unit = (CompilationUnitSyntax)tree.GetRoot(cancellation);
            foreach (UsingDirectiveSyntax directive in unit.Usings.Where(
                directive => directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)))
            {
                if (directive.Alias is not null)
                {
                    _aliases.Add(directive.Alias.Name.Identifier.ValueText);
                    continue;
                }

                switch (compilation.GetSemanticModel(tree).GetSymbolInfo(directive.NamespaceOrType, cancellation).Symbol)
                {
                    case INamespaceSymbol space:
                        _namespaces.Add(space);
                        break;
                    case INamedTypeSymbol type:
                        _types.Add(type);
                        break;
                }
            }
        }
    }

    /// <summary>Whether a global using gives a simple name another meaning than a type, or a second one.</summary>
    public bool Shadows(string name, string fullName, SymbolDisplayFormat format) =>
        _aliases.Contains(name)
        || _namespaces.Any(imported => imported.GetTypeMembers(name).Any(type => type.ToDisplayString(format) != fullName))
        || _types.Any(imported => !imported.GetMembers(name).IsEmpty);
}
