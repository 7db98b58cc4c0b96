using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using UnrolledRnn.Generator;

namespace UnrolledRnn.Compiler;

/// <summary>Runs the generator and the C# compiler over one declaration.</summary>
internal static class NetworkCompilation
{
    private static readonly CSharpParseOptions s_parsing = new(LanguageVersion.CSharp14, DocumentationMode.None);

    private static readonly CSharpCompilationOptions s_options = new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release,
        generalDiagnosticOption: ReportDiagnostic.Suppress);

    /// <summary>A declaration as the compiler sees it, not yet completed.</summary>
    public static CSharpCompilation Of(string source, CancellationToken cancellation) => CSharpCompilation.Create(
        $"UnrolledRnn.Compiled.{Guid.NewGuid():N}",
        [CSharpSyntaxTree.ParseText(source, s_parsing, cancellationToken: cancellation)],
        CompilerReferences.All,
        s_options);

    /// <summary>The image of an assembly.</summary>
    /// <param name="source">The declaration.</param>
    /// <param name="scope">Which code the generator makes; null for all of it.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="InvalidOperationException">The declaration does not compile; the message says why.</exception>
    public static byte[] Emit(string source, AnalyzerConfigOptionsProvider? scope, CancellationToken cancellation)
    {
        GeneratorDriver driver = CSharpGeneratorDriver
            .Create([new UnrolledRnnGenerator().AsSourceGenerator()], parseOptions: s_parsing, optionsProvider: scope)
            .RunGeneratorsAndUpdateCompilation(Of(source, cancellation), out Compilation completed, out _, cancellation);
        using var image = new MemoryStream();
        EmitResult result = completed.Emit(image, cancellationToken: cancellation);
        string[] errors =
        [
            .. driver.GetRunResult().Diagnostics.Concat(result.Diagnostics)
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)),
        ];

        // A declaration that the generator refuses is a class without members, which compiles.
        if (!result.Success || errors.Length > 0)
        {
            throw new InvalidOperationException($"The model's declaration does not compile: {string.Join("; ", errors.Take(3))}");
        }

        return image.ToArray();
    }
}
