using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UnrolledRnn.Generator.Diagnostics;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>Attributes that are written as <c>[UnrolledRnn]</c> and do not mean it: the compiler's own errors say little.</summary>
internal static class UnboundNetworks
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "UnrolledRnn", NetworkParser.AlikeName, "UnrolledNetwork", NetworkParser.ListedName,
    };

    /// <summary>Whether a node is an attribute of a network's name on a type.</summary>
    public static bool IsCandidate(SyntaxNode node) => node is AttributeSyntax { Parent.Parent: TypeDeclarationSyntax } attribute
        && Names.Contains(LastPart(attribute.Name));

    /// <summary>What to say of a candidate; null where it is the network attribute, or something else that exists.</summary>
    public static DiagnosticInfo? Check(GeneratorSyntaxContext context, CancellationToken cancellation)
    {
        ISymbol? constructor = context.SemanticModel.GetSymbolInfo(context.Node, cancellation).Symbol;
        if (constructor?.ContainingType is INamedTypeSymbol bound && !NetworkParser.AttributeNames.Contains(bound.ToDisplayString()))
        {
            return null;
        }

        if (context.SemanticModel.Compilation.GetTypeByMetadataName(NetworkParser.ContractName) is null)
        {
            // Of the project and not of a class: once, whatever the number of networks.
            return DiagnosticInfo.Create(DiagnosticDescriptors.RuntimeMissing, location: null);
        }

        NameSyntax name = ((AttributeSyntax)context.Node).Name;
        if (NamespaceInPlaceOf(name, context.SemanticModel, cancellation) is not INamespaceSymbol space)
        {
            return null;
        }

        string root = space.ContainingNamespace.IsGlobalNamespace ? "" : "global::";
        return DiagnosticInfo.Create(
            DiagnosticDescriptors.AttributeIsNamespace, LocationInfo.From(name.SyntaxTree, name.Span), root, space.ToDisplayString());
    }

    /// <summary>The namespace that a name means; or that it is looked up in, without success.</summary>
    private static INamespaceSymbol? NamespaceInPlaceOf(NameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        SymbolInfo info = model.GetSymbolInfo(name, cancellation);
        ISymbol? meant = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        return meant is null && name is QualifiedNameSyntax qualified
            ? model.GetSymbolInfo(qualified.Left, cancellation).Symbol as INamespaceSymbol
            : meant as INamespaceSymbol;
    }

    private static string LastPart(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
