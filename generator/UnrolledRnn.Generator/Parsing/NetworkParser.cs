using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UnrolledRnn.Generator.Diagnostics;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>Turns an attributed class into a <see cref="NetworkSpec"/>, or into the diagnostics that say why it is none.</summary>
internal static class NetworkParser
{
    /// <summary>The attribute of a network whose recurrent layers are alike.</summary>
    public const string AlikeName = "UnrolledRnnAttribute";

    /// <summary>The attribute of a network whose layers are attributes of their own.</summary>
    public const string ListedName = "UnrolledNetworkAttribute";

    /// <summary>The attributes by which a class is a network, in full.</summary>
    public static readonly IReadOnlyList<string> AttributeNames = [$"UnrolledRnn.{AlikeName}", $"UnrolledRnn.{ListedName}"];

    /// <summary>The runtime's type that emitted code cannot do without.</summary>
    public const string ContractName = "UnrolledRnn.IRecurrentNetwork`1";

    public static ParseResult Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var declaration = (TypeDeclarationSyntax)context.TargetNode;
        var symbol = (INamedTypeSymbol)context.TargetSymbol;
        AttributeData attribute = context.Attributes[0];
        if (symbol.TypeKind != TypeKind.Class || !IsFirst(attribute, symbol))
        {
            // The compiler reports an attribute on a struct or an interface, and a second one of the same kind.
            return new ParseResult { Location = LocationInfo.From(declaration.SyntaxTree, declaration.Identifier.Span) };
        }

        if (AttributeNames.All(name => symbol.GetAttributes().Any(other => other.AttributeClass?.ToDisplayString() == name)))
        {
            // Once for both: where the second kind stands.
            LocationInfo place = LocationInfo.From(attribute.ApplicationSyntaxReference!);
            DiagnosticInfo[] twice = attribute.AttributeClass!.Name == ListedName
                ? [DiagnosticInfo.Create(DiagnosticDescriptors.NetworkTwice, place)]
                : [];
            return new ParseResult { Diagnostics = new EquatableArray<DiagnosticInfo>(twice), Location = place };
        }

        LocationInfo location = attribute.ApplicationSyntaxReference is SyntaxReference reference
            ? LocationInfo.From(reference)
            : LocationInfo.From(declaration.SyntaxTree, declaration.Identifier.Span);

        List<DiagnosticInfo> diagnostics = [.. TargetChecks.Check(symbol, declaration, cancellation)];
        LanguageChecks.Check(declaration, symbol, location, diagnostics);
        if (FileRequestReader.NamesFile(attribute))
        {
            TargetType target = TargetReader.Read(symbol, context.SemanticModel.Compilation, cancellation);
            FileRequest? request = FileRequestReader.Read(attribute, symbol, target, location, diagnostics, cancellation);
            return new ParseResult
            {
                Request = diagnostics.Count == 0 ? request : null,
                Diagnostics = new EquatableArray<DiagnosticInfo>(diagnostics),
                Location = location,
            };
        }

        NetworkSpec? spec = AttributeReader.Read(attribute, symbol, location, diagnostics, cancellation);
        if (spec is not null && diagnostics.Count == 0)
        {
            return new ParseResult
            {
                Spec = spec with { Target = TargetReader.Read(symbol, context.SemanticModel.Compilation, cancellation) },
                Location = location,
            };
        }

        return new ParseResult { Diagnostics = new EquatableArray<DiagnosticInfo>(diagnostics), Location = location };
    }

    private static bool IsFirst(AttributeData attribute, INamedTypeSymbol symbol)
    {
        SyntaxReference? first = symbol.GetAttributes()
            .FirstOrDefault(other => SymbolEqualityComparer.Default.Equals(other.AttributeClass, attribute.AttributeClass))?
            .ApplicationSyntaxReference;
        return first is null
            || (first.SyntaxTree == attribute.ApplicationSyntaxReference?.SyntaxTree
                && first.Span == attribute.ApplicationSyntaxReference.Span);
    }
}
