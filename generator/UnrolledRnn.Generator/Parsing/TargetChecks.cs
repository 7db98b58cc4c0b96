using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using UnrolledRnn.Generator.Contract;
using UnrolledRnn.Generator.Diagnostics;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>Whether a type can become a network at all.</summary>
internal static class TargetChecks
{
    public static IEnumerable<DiagnosticInfo> Check(
        INamedTypeSymbol symbol, TypeDeclarationSyntax declaration, CancellationToken cancellation)
    {
        LocationInfo name = LocationInfo.From(declaration.SyntaxTree, declaration.Identifier.Span);
        return
        [
            .. CheckKind(symbol, declaration, name),
            .. CheckContainers(symbol, name, cancellation),
            .. CheckMembers(symbol, cancellation),
            .. CheckConstruction(symbol, name, cancellation),
        ];
    }

    private static IEnumerable<DiagnosticInfo> CheckKind(INamedTypeSymbol symbol, TypeDeclarationSyntax declaration, LocationInfo name)
    {
        string? kind = symbol switch
        {
            { IsRecord: true } => "a record",
            { IsFileLocal: true } => "local to its file",
            _ => null,
        };
        if (kind is not null)
        {
            yield return DiagnosticInfo.Create(DiagnosticDescriptors.UnsupportedKind, name, symbol.Name, kind);
            yield break;
        }

        if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            yield return DiagnosticInfo.Create(DiagnosticDescriptors.NotPartial, name, symbol.Name);
        }

        if (symbol.IsStatic || symbol.IsAbstract)
        {
            yield return DiagnosticInfo.Create(
                DiagnosticDescriptors.StaticOrAbstract, name, symbol.Name, symbol.IsStatic ? "static" : "abstract");
        }

        if (symbol.IsGenericType && symbol.Arity > 0)
        {
            yield return DiagnosticInfo.Create(DiagnosticDescriptors.Generic, name, symbol.Name);
        }
    }

    private static IEnumerable<DiagnosticInfo> CheckContainers(INamedTypeSymbol symbol, LocationInfo name, CancellationToken cancellation)
    {
        for (INamedTypeSymbol? outer = symbol.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (outer.Arity > 0)
            {
                yield return DiagnosticInfo.Create(DiagnosticDescriptors.Generic, LocationOf(outer, cancellation) ?? name, outer.Name);
            }

            if (outer.IsFileLocal)
            {
                yield return DiagnosticInfo.Create(
                    DiagnosticDescriptors.UnsupportedKind, LocationOf(outer, cancellation) ?? name, outer.Name, "local to its file");
            }

            bool isPartial = outer.DeclaringSyntaxReferences.Any(reference =>
                reference.GetSyntax(cancellation) is TypeDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword));
            if (!isPartial)
            {
                yield return DiagnosticInfo.Create(
                    DiagnosticDescriptors.ContainingTypeNotPartial, LocationOf(outer, cancellation) ?? name, outer.Name, symbol.Name);
            }
        }
    }

    /// <summary>Members of the class that have a name which the network takes; the name of the class is one of them.</summary>
    private static IEnumerable<DiagnosticInfo> CheckMembers(INamedTypeSymbol symbol, CancellationToken cancellation)
    {
        foreach (ISymbol member in symbol.GetMembers())
        {
            string name = member.Name.StartsWith("get_", StringComparison.Ordinal) ? member.Name.Substring(4) : member.Name;
            if (EmittedMembers.Contains(name))
            {
                yield return DiagnosticInfo.Create(
                    DiagnosticDescriptors.MemberCollision, LocationOf(member, cancellation), symbol.Name, member.Name);
            }
        }

        if (EmittedMembers.Contains(symbol.Name) || KnownTypes.SimpleNames.Contains(symbol.Name))
        {
            yield return DiagnosticInfo.Create(
                DiagnosticDescriptors.MemberCollision, LocationOf(symbol, cancellation), symbol.Name, symbol.Name);
        }
    }

    /// <summary>What would keep the emitted constructor from compiling, or would get around it and leave every parameter zero.</summary>
    private static IEnumerable<DiagnosticInfo> CheckConstruction(INamedTypeSymbol symbol, LocationInfo name, CancellationToken cancellation)
    {
        if (symbol.IsRecord)
        {
            yield break;
        }

        if (symbol.BaseType is { SpecialType: not SpecialType.System_Object, TypeKind: TypeKind.Class } baseType)
        {
            yield return Conflict(name, $"The base class '{baseType.Name}'", "remove it");
        }

        foreach (IMethodSymbol constructor in symbol.InstanceConstructors)
        {
            switch (constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation))
            {
                case TypeDeclarationSyntax:
                    yield return Conflict(name, "The primary constructor", "remove it");
                    break;
                case ConstructorDeclarationSyntax when TakesOneInt(constructor):
                    yield return Conflict(LocationOf(constructor, cancellation), "The constructor with an int", "remove it");
                    break;
                case ConstructorDeclarationSyntax { Initializer: not { ThisOrBaseKeyword.RawKind: (int)SyntaxKind.ThisKeyword } }:
                    yield return Conflict(
                        LocationOf(constructor, cancellation), "A constructor without ': this(seed)'", "let it call ': this(seed)'");
                    break;
            }
        }

        foreach (ISymbol member in symbol.GetMembers())
        {
            if (member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
            {
                yield return Conflict(LocationOf(member, cancellation), $"The required member '{member.Name}'", "remove 'required'");
            }
        }

        DiagnosticInfo Conflict(LocationInfo? location, string what, string fix) =>
            DiagnosticInfo.Create(DiagnosticDescriptors.ConstructionConflict, location, symbol.Name, what, fix);
    }

    private static bool TakesOneInt(IMethodSymbol constructor) =>
        constructor.Parameters.Length == 1
        && constructor.Parameters[0] is { RefKind: RefKind.None, Type.SpecialType: SpecialType.System_Int32 };

    private static LocationInfo? LocationOf(ISymbol symbol, CancellationToken cancellation)
    {
        if (symbol.DeclaringSyntaxReferences.FirstOrDefault() is not SyntaxReference reference)
        {
            return null;
        }

        TextSpan span = reference.GetSyntax(cancellation) switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.Span,
            MethodDeclarationSyntax method => method.Identifier.Span,
            ConstructorDeclarationSyntax constructor => constructor.Identifier.Span,
            PropertyDeclarationSyntax property => property.Identifier.Span,
            VariableDeclaratorSyntax variable => variable.Identifier.Span,
            SyntaxNode other => other.Span,
        };
        return LocationInfo.From(reference.SyntaxTree, span);
    }
}
