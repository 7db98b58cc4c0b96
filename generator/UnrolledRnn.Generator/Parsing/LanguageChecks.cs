using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UnrolledRnn.Generator.Diagnostics;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>Whether the project's language version can compile emitted code.</summary>
internal static class LanguageChecks
{
    /// <summary>Static abstract members and ref fields came with it.</summary>
    private const LanguageVersion Oldest = LanguageVersion.CSharp11;

    private const string OldestName = "11";

    public static void Check(
        TypeDeclarationSyntax declaration, INamedTypeSymbol symbol, LocationInfo location, List<DiagnosticInfo> diagnostics)
    {
        if (declaration.SyntaxTree.Options is CSharpParseOptions options && options.LanguageVersion < Oldest)
        {
            diagnostics.Add(DiagnosticInfo.Create(
                DiagnosticDescriptors.LanguageTooOld,
                location,
                symbol.Name,
                OldestName,
                options.LanguageVersion.ToDisplayString()));
        }
    }
}
