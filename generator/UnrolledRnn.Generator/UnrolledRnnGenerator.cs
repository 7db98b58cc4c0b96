using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UnrolledRnn.Generator.Diagnostics;
using UnrolledRnn.Generator.Emission;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Planning;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator;

/// <summary>Completes each partial class with <c>[UnrolledRnn]</c> or <c>[UnrolledNetwork]</c>: attribute → spec → plan → C#.</summary>
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
        IncrementalValuesProvider<ParseResult> results = Networks(context, NetworkParser.AttributeNames[0]).Collect()
            .Combine(Networks(context, NetworkParser.AttributeNames[1]).Collect())
            .SelectMany(static (found, _) => found.Left.AddRange(found.Right))
            .Combine(ModelFiles(context))
            .Select(static (input, _) => FileResolver.Resolve(input.Left, input.Right));

        IncrementalValueProvider<BuildSettings> settings = context.CompilationProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (input, _) => BuildSettings.Read(input.Left, input.Right));

        // A location moves with every edit above it, so specs and diagnostics part here: only the latter carry one.
        IncrementalValuesProvider<KernelPlan> plans = results
            .Where(static result => result.Spec is not null)
            .Select(static (result, _) => result.Spec!)
            .Combine(settings.Select(static (build, _) => build.Scope))
            .Select(static (input, _) => input.Left with { Scope = input.Right })
            .WithTrackingName(StepNames.Spec)
            .Select(static (spec, _) => Planner.Plan(spec))
            .WithTrackingName(StepNames.Plan);
        IncrementalValuesProvider<DiagnosticInfo> diagnostics = results
            .Combine(plans.Collect())
            .SelectMany(static (input, _) => input.Left.Diagnostics.Concat(PlanDiagnostics.Of(input.Left, input.Right)))
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
        context.RegisterSourceOutput(plans.Collect().Combine(settings), static (production, input) =>
        {
            if (input.Left.Length > 0 && input.Right is { IsOptimised: false, OptimisesDebug: true })
            {
                production.AddSource(DebuggableEmitter.HintName, DebuggableEmitter.Source);
            }
        });
        IncrementalValueProvider<bool> hasFormats = context.CompilationProvider
            .Select(static (compilation, _) => compilation.GetTypeByMetadataName(RegistrationEmitter.RegistryName) is not null);
        context.RegisterSourceOutput(
            plans.Select(static (plan, _) => plan.Spec).Where(RegistrationEmitter.Registers).Collect().Combine(hasFormats),
            static (production, input) =>
            {
                if (input.Right && input.Left.Length > 0)
                {
                    production.AddSource(RegistrationEmitter.HintName, RegistrationEmitter.Emit(input.Left));
                }
            });
        Report(context, settings, diagnostics);
        Report(
            context, settings, results.Combine(settings).SelectMany(static (input, _) => PlanDiagnostics.OfBuild(input.Left, input.Right)));
        Report(context, settings, UnboundNetworkDiagnostics(context));
        foreach (string layer in LayerReader.AttributeNames)
        {
            Report(context, settings, StrayLayerDiagnostics(context, layer));
        }
    }

    private static IncrementalValuesProvider<ParseResult> Networks(
        IncrementalGeneratorInitializationContext context, string attributeName) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attributeName,
                static (node, _) => node is TypeDeclarationSyntax,
                static (attributed, cancellation) => NetworkParser.Parse(attributed, cancellation))
            .WithTrackingName(StepNames.Parse);

    /// <summary>The model files that the build has read.</summary>
    private static IncrementalValueProvider<EquatableArray<ModelFile>> ModelFiles(IncrementalGeneratorInitializationContext context) =>
        context.AdditionalTextsProvider
            .Where(static text => text.Path.EndsWith(ModelFileReader.Extension, StringComparison.Ordinal))
            .Select(static (text, cancellation) => ModelFileReader.Read(text.Path, text.GetText(cancellation)))
            .Collect()
            .Select(static (files, _) => new EquatableArray<ModelFile>(files));

    private static IncrementalValuesProvider<DiagnosticInfo> UnboundNetworkDiagnostics(IncrementalGeneratorInitializationContext context) =>
        context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => UnboundNetworks.IsCandidate(node),
                static (candidate, cancellation) => UnboundNetworks.Check(candidate, cancellation))
            .Collect()
            .SelectMany(static (found, _) => found.OfType<DiagnosticInfo>().Distinct());

    private static IncrementalValuesProvider<DiagnosticInfo> StrayLayerDiagnostics(
        IncrementalGeneratorInitializationContext context, string layer) => context.SyntaxProvider
            .ForAttributeWithMetadataName(
                $"UnrolledRnn.{layer}",
                static (node, _) => node is TypeDeclarationSyntax,
                static (attributed, cancellation) => StrayLayers.Check(attributed, cancellation))
            .SelectMany(static (found, _) => found is null ? Enumerable.Empty<DiagnosticInfo>() : [found]);

    /// <summary>Reports in the trees of the compilation at hand, which no model before this step may hold.</summary>
    private static void Report(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<BuildSettings> settings,
        IncrementalValuesProvider<DiagnosticInfo> diagnostics) =>
        context.RegisterSourceOutput(diagnostics.Combine(context.CompilationProvider).Combine(settings), static (production, input) =>
            production.ReportDiagnostic(input.Left.Left.ToDiagnostic(input.Left.Right, input.Right.Pages)));
}
