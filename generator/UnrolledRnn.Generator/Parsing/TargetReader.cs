using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using UnrolledRnn.Generator.Contract;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>Describes a valid target in plain text.</summary>
internal static class TargetReader
{
    private static readonly SymbolDisplayFormat FullName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    public static TargetType Read(INamedTypeSymbol symbol, Compilation compilation, CancellationToken cancellation)
    {
        List<string> containing = [];
        for (INamedTypeSymbol? outer = symbol.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            containing.Insert(0, $"partial {Keyword(outer)} {Escaped(outer)}");
        }

        bool isReachable = true;
        for (INamedTypeSymbol? type = symbol; type is not null; type = type.ContainingType)
        {
            isReachable &= type.DeclaredAccessibility
                is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;
        }

        var globalUsings = new GlobalUsings(compilation, cancellation);
        return new TargetType
        {
            Name = Escaped(symbol),
            Namespace = symbol.ContainingNamespace.IsGlobalNamespace ? "" : symbol.ContainingNamespace.ToDisplayString(FullName),
            ContainingTypes = new EquatableArray<string>(containing),
            HintName = HintName(symbol, compilation),
            IsReachable = isReachable,
            HiddenTypeNames = new EquatableArray<string>(
                KnownTypes.SimpleNames
                    .Where(known => KnownTypes.NamesOf(known).Any(name =>
                        IsHidden(name, KnownTypes.FullName(known), symbol, compilation)
                        || globalUsings.Shadows(name, KnownTypes.FullName(known), FullName)))
                    .OrderBy(name => name, StringComparer.Ordinal)),
        };
    }

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };

    /// <summary>The name as code: any of small letters alone may be a keyword, and the compiler warns of it unless it is escaped.</summary>
    private static string Escaped(INamedTypeSymbol type) =>
        SyntaxFacts.GetKeywordKind(type.Name) == SyntaxKind.None && !type.Name.All(letter => letter is >= 'a' and <= 'z')
            ? type.Name
            : "@" + type.Name;

    /// <summary>The full name, and a hash of it where another type's differs in case alone: file names ignore case.</summary>
    private static string HintName(INamedTypeSymbol symbol, Compilation compilation)
    {
        string name = symbol.ToDisplayString(FullName).Replace("@", "");
        return HasTwin(symbol, compilation) ? $"{name}.{StableHash(name):x8}" : name;
    }

    private static bool HasTwin(ISymbol symbol, Compilation compilation)
    {
        for (ISymbol? part = symbol; part is not null and not INamespaceSymbol { IsGlobalNamespace: true }; part = part.ContainingSymbol)
        {
            INamespaceOrTypeSymbol? container = part.ContainingSymbol is INamespaceSymbol space
                ? compilation.GetCompilationNamespace(space)
                : part.ContainingSymbol as INamespaceOrTypeSymbol;
            int twins = container?.GetMembers()
                .Where(member => member is INamespaceOrTypeSymbol
                    && string.Equals(member.Name, part.Name, StringComparison.OrdinalIgnoreCase))
                .Select(member => member.Name)
                .Distinct(StringComparer.Ordinal)
                .Count() ?? 0;
            if (twins > 1)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>FNV-1a; string.GetHashCode differs from run to run.</summary>
    private static uint StableHash(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return hash;
    }

    /// <summary>Whether a simple name means something else at the target than the type that emitted code means.</summary>
    private static bool IsHidden(string name, string fullName, INamedTypeSymbol symbol, Compilation compilation)
    {
        for (INamedTypeSymbol? type = symbol; type is not null; type = type.ContainingType)
        {
            for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
            {
                if (level.SpecialType != SpecialType.System_Object && (level.Name == name || !level.GetMembers(name).IsEmpty))
                {
                    return true;
                }
            }
        }

        INamespaceSymbol? space = symbol.ContainingNamespace;
        for (; space is not null; space = space.ContainingNamespace)
        {
            INamespaceSymbol merged = compilation.GetCompilationNamespace(space) ?? space;
            if (merged.GetMembers(name).Any(member => member.ToDisplayString(FullName) != fullName))
            {
                return true;
            }
        }

        return false;
    }
}
