using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using UnrolledRnn.Generator.Tests.Files;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Pipeline;

/// <summary>What runs again after an edit.</summary>
public sealed class IncrementalTests
{
    // Nested, so that the spec holds an array whose equality is at stake too.
    private const string Network =
        "using UnrolledRnn;\nnamespace Demo;\npublic partial class Outer { [UnrolledRnn(1, 4, 1, 3)] public sealed partial class Net; }\n";

    [Fact]
    public void Unrelated_edit_in_another_file_plans_and_emits_nothing_again()
    {
        CSharpCompilation compilation = GeneratorRun.Compile(Network);
        GeneratorRunResult result = RunTwice(compilation, compilation.AddSyntaxTrees(Parse("class Unrelated;")));
        AssertReasons(result, UnrolledRnnGenerator.StepNames.Spec, IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached);
        AssertReasons(result, UnrolledRnnGenerator.StepNames.Plan, IncrementalStepRunReason.Cached);
        AssertOutputsAreCached(result);
    }

    [Fact]
    public void Edit_above_the_class_in_its_own_file_plans_and_emits_nothing_again()
    {
        CSharpCompilation compilation = GeneratorRun.Compile(Network);
        SyntaxTree moved = Parse("// A comment moves every location.\n" + Network);
        GeneratorRunResult result = RunTwice(compilation, compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(), moved));
        AssertReasons(result, UnrolledRnnGenerator.StepNames.Plan, IncrementalStepRunReason.Cached);
        AssertOutputsAreCached(result);
    }

    [Fact]
    public void Changed_size_emits_again()
    {
        CSharpCompilation compilation = GeneratorRun.Compile(Network);
        SyntaxTree changed = Parse(Network.Replace("4", "5"));
        GeneratorRunResult result = RunTwice(compilation, compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(), changed));
        AssertReasons(result, UnrolledRnnGenerator.StepNames.Plan, IncrementalStepRunReason.Modified);
        Assert.Contains(result.GeneratedSources, source => source.SourceText.ToString().Contains("HiddenSize = 5;"));
    }

    [Fact]
    public void Second_network_leaves_the_first_cached()
    {
        CSharpCompilation compilation = GeneratorRun.Compile(Network);
        SyntaxTree second = Parse("[UnrolledRnn.UnrolledRnn(2, 3, 2, 2)] partial class Second;");
        GeneratorRunResult result = RunTwice(compilation, compilation.AddSyntaxTrees(second));
        AssertReasons(result, UnrolledRnnGenerator.StepNames.Plan, IncrementalStepRunReason.Cached, IncrementalStepRunReason.New);
        Assert.Equal(2, result.TrackedSteps[UnrolledRnnGenerator.StepNames.Plan].Length);
    }

    [Fact]
    public void Error_that_comes_and_moves_touches_no_other_network()
    {
        CSharpCompilation compilation = GeneratorRun.Compile(Network + "[UnrolledRnn(0, 1, 1, 1)] partial class Bad;\n");
        SyntaxTree moved = Parse(Network + "// moved\n[UnrolledRnn(0, 1, 1, 1)] partial class Bad;\n");
        GeneratorRunResult result = RunTwice(compilation, compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(), moved));
        AssertReasons(result, UnrolledRnnGenerator.StepNames.Plan, IncrementalStepRunReason.Cached);
        Diagnostic diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal(4, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void Changed_model_file_emits_its_class_alone_again()
    {
        CSharpCompilation compilation = GeneratorRun.Compile(
            Network + "[UnrolledRnn(\"a.nam\")] partial class A;\n[UnrolledRnn(\"b.nam\")] partial class B;\n");
        AdditionalFile[] files = [new("a.urnn", SmallModel.Text("a.nam")), new("b.urnn", SmallModel.Text("b.nam"))];

        GeneratorRunResult result = GeneratorRun.Driver().AddAdditionalTexts([.. files]).RunGenerators(compilation)
            .ReplaceAdditionalText(files[1], new AdditionalFile("b.urnn", SmallModel.Text("b.nam", weight: 5)))
            .RunGenerators(compilation)
            .GetRunResult().Results.Single();

        IncrementalStepRunReason[] reasons =
            [.. result.TrackedSteps[UnrolledRnnGenerator.StepNames.Plan].SelectMany(run => run.Outputs).Select(output => output.Reason)];
        Assert.Equal(3, reasons.Length);
        Assert.Single(reasons, IncrementalStepRunReason.Modified);
    }

    private static SyntaxTree Parse(string source) =>
        CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.Diagnose), path: "User.cs");

    private static GeneratorRunResult RunTwice(Compilation first, Compilation second) =>
        GeneratorRun.Driver().RunGenerators(first).RunGenerators(second).GetRunResult().Results.Single();

    private static void AssertReasons(GeneratorRunResult result, string step, params IncrementalStepRunReason[] allowed)
    {
        IncrementalStepRunReason[] reasons = [.. result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason)];
        Assert.NotEmpty(reasons);
        Assert.All(reasons, reason => Assert.Contains(reason, allowed));
    }

    private static void AssertOutputsAreCached(GeneratorRunResult result)
    {
        IEnumerable<IncrementalStepRunReason> reasons = result.TrackedOutputSteps
            .SelectMany(steps => steps.Value)
            .SelectMany(run => run.Outputs)
            .Select(output => output.Reason);
        Assert.All(reasons, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }
}
