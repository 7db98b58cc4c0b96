using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UnrolledRnn.Generator.Diagnostics;
using UnrolledRnn.Generator.Emission;
using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator;

/// <summary>Completes each partial class with <c>[UnrolledRnn]</c>: attribute → spec → plan → C#.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class UnrolledRnnGenerator : IIncrementalGenerator
{
    /// <summary>The names by which tests find the steps of the pipeline.</summary>
    internal static class StepNames
    {
        public const string Parse = "UnrolledRnn.Parse";
        public const string Spec = "UnrolledRnn.Spec";
        public const string Plan = "UnrolledRnn.Plan";
        public const string Diagnostics = "UnrolledRnn.Diagnostics";
    }

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ParseResult> results = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                NetworkParser.AttributeName,
                static (node, _) => node is TypeDeclarationSyntax,
                static (attributed, cancellation) => NetworkParser.Parse(attributed, cancellation))
            .WithTrackingName(StepNames.Parse);

        // A location moves with every edit above it, so specs and diagnostics part here: only the latter carry one.
        IncrementalValuesProvider<KernelPlan> plans = results
            .Where(static result => result.Spec is not null)
            .Select(static (result, _) => result.Spec!)
            .WithTrackingName(StepNames.Spec)
            .Select(static (spec, _) => Planner.Plan(spec))
            .WithTrackingName(StepNames.Plan);
        IncrementalValuesProvider<DiagnosticInfo> diagnostics = results
            .SelectMany(static (result, _) => NetworkDiagnostics.Of(result))
            .WithTrackingName(StepNames.Diagnostics);
        IncrementalValueProvider<bool> hasRuntime = context.CompilationProvider
            .Select(static (compilation, _) => compilation.GetTypeByMetadataName(NetworkParser.ContractName) is not null);

        context.RegisterSourceOutput(plans.Combine(hasRuntime), static (production, input) =>
        {
            if (input.Right)
            {
                foreach ((string concept, string source) in NetworkEmitter.Emit(input.Left))
                {
                    production.AddSource($"{input.Left.Spec.Target.HintName}.{concept}.g.cs", source);
                }
            }
        });
        context.RegisterSourceOutput(diagnostics, static (production, diagnostic) =>
            production.ReportDiagnostic(diagnostic.ToDiagnostic()));
        context.RegisterSourceOutput(hasRuntime, static (production, found) =>
        {
            if (!found)
            {
                production.ReportDiagnostic(DiagnosticInfo.Create(DiagnosticDescriptors.RuntimeMissing, location: null).ToDiagnostic());
            }
        });
    }
}
