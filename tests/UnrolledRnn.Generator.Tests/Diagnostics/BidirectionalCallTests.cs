using System.Globalization;
using Microsoft.CodeAnalysis;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Diagnostics;

/// <summary>What a bidirectional network has not, called as other networks are called.</summary>
public sealed class BidirectionalCallTests
{
    private const string Variables = "Net net, float[] x, float[] y, int[] tokens";
    private const string Scalar = "[UnrolledRnn.UnrolledRnn(1, 3, 1, 4, Bidirectional = true)]";
    private const string Tokens =
        "[UnrolledRnn.UnrolledNetwork(9, 2, 4)] [UnrolledRnn.RecurrentLayer(UnrolledRnn.RnnCell.Gru, 3, Bidirectional = true)]";

    [Theory]
    [InlineData(Scalar, "net.Step(x, y, ref state)")]
    [InlineData(Scalar, "float o = net.Step(x, ref state)")]
    [InlineData(Scalar, "float o = net.Step(0.5f, ref state)")]
    [InlineData(Scalar, "net.Step(0.5f, y, ref state)")]
    [InlineData(Scalar, "net.Step(x.AsSpan(0, 1), y.AsSpan(), ref state)")]
    [InlineData(Scalar, "net.StepMany(x, y, states)")]
    [InlineData(Scalar, "net.StepMany(x, y, states.AsSpan())")]
    [InlineData(Scalar, "net.Forward(x, y)")]
    [InlineData(Scalar, "net.Forward(x, y, ref state)")]
    [InlineData(Scalar, "net.Forward(x, y, states)")]
    [InlineData(Scalar, "net.Forward(x, y, states, y)")]
    [InlineData(Scalar, "net.Warmup()")]
    [InlineData(Tokens, "net.Step(3, y, ref state)")]
    [InlineData(Tokens, "net.Step(x, y, ref state)")]
    [InlineData(Tokens, "net.Forward(tokens, y)")]
    [InlineData(Tokens, "net.Forward(tokens, y, ref state)")]
    [InlineData(Tokens, "net.Forward(tokens, y, states, y)")]
    public void Call_is_one_error_of_the_compiler_that_says_why(string attributes, string call)
    {
        string use = $"static class User {{ static void Use({Variables}, Net.State state, Net.State[] states) {{ {call}; }} }}";
        GeneratorRun run = GeneratorRun.Of($"using System; {attributes} partial class Net; {use}");
        AssertExplained(run);
    }

    [Theory]
    [InlineData(Scalar, "net.Forward(x, y, tape)")]
    [InlineData(Scalar, "net.Forward(x, y, tape, states)")]
    [InlineData(Tokens, "net.Forward(tokens, y, tape)")]
    public void Call_with_a_tape_compiles(string attributes, string call)
    {
        string use = $"static class User {{ public static void Use({Variables}, Net.Tape tape, Net.State[] states) => {call}; }}";
        GeneratorRun.Of($"{attributes} partial class Net; {use}").AssertClean();
    }

    [Fact]
    public void Example_of_the_page_gives_what_it_says()
    {
        string page = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "generator", "docs", "URNN0015.md"));
        AssertExplained(GeneratorRun.Of(page.Split("```csharp")[1].Split("```")[0]));
    }

    private static void AssertExplained(GeneratorRun run)
    {
        Assert.Empty(run.GeneratorDiagnostics);
        Diagnostic diagnostic = Assert.Single(run.CompilerDiagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Equal(Generator.Diagnostics.DiagnosticDescriptors.StepOfBidirectionalId, diagnostic.Id);
        Assert.Contains("bidirectional layer", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
