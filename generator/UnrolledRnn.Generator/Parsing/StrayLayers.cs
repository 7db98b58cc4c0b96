using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UnrolledRnn.Generator.Diagnostics;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>Layer attributes on a class that is no network.</summary>
internal static class StrayLayers
{
    /// <summary>What to say of one kind of layer on a class; null where it is a network or no class, or a layer comes before.</summary>
    public static DiagnosticInfo? Check(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        if (context.TargetSymbol is not INamedTypeSymbol { TypeKind: TypeKind.Class } || IsNetwork(context.TargetSymbol, cancellation))
        {
            return null;
        }

        SyntaxReference? first = context.TargetSymbol.GetAttributes()
            .FirstOrDefault(attribute => attribute.AttributeClass is ITypeSymbol type && LayerReader.AttributeNames.Contains(type.Name))?
            .ApplicationSyntaxReference;
        return first is not null && context.Attributes.Any(attribute => IsAt(attribute.ApplicationSyntaxReference, first))
            ? DiagnosticInfo.Create(DiagnosticDescriptors.LayersWithoutNetwork, LocationInfo.From(first), context.TargetSymbol.Name)
            : null;
    }

    /// <summary>Whether the class is meant as a network; an attribute that does not bind has an error of its own.</summary>
    private static bool IsNetwork(ISymbol symbol, CancellationToken cancellation) =>
        symbol.GetAttributes().Any(
            attribute => attribute.AttributeClass is ITypeSymbol type && NetworkParser.AttributeNames.Contains(type.ToDisplayString()))
        || symbol.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellation))
            .OfType<TypeDeclarationSyntax>()
            .SelectMany(declaration => declaration.AttributeLists)
            .SelectMany(list => list.Attributes)
            .Any(UnboundNetworks.IsCandidate);

    private static bool IsAt(SyntaxReference? reference, SyntaxReference place) =>
        reference is not null && reference.SyntaxTree == place.SyntaxTree && reference.Span == place.Span;
}
