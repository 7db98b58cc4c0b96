using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using UnrolledRnn.Generator.Contract;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Emission;

/// <summary>Every identifier of emitted code, as a name of the user's: it is refused with a diagnostic, or all compiles.</summary>
public sealed class NameSweepTests
{
    private const string Network = "[global::UnrolledRnn.UnrolledRnn(1, 2, 1, 2)]";

    private const string Networks =
        """
        using UnrolledRnn;
        [UnrolledRnn(1, 1, 1, 1)] partial class Net0;
        [UnrolledRnn(20, 50, 30, 9, Cell = RnnCell.Gru, LayerCount = 2, Weights = WeightStorage.BFloat16)] partial class Net1;
        [UnrolledNetwork(9, 9, 4, TieOutput = true, InitialState = SequenceStart.Learned)]
        [EmbeddingLayer(3)] [RecurrentLayer(RnnCell.Lstm, 5, Peepholes = true)]
        [DenseLayer(3, LayerActivation.Softmax)] [SkipLayer(1)] [ActivationLayer(LayerActivation.Elu)]
        partial class Net2;
        [UnrolledRnn(2, 3, 1, 4, Cell = RnnCell.GruResetBefore, Bidirectional = true)] partial class Net3;
        """;

    /// <summary>What the class takes for itself or its types, and what is free.</summary>
    private static readonly Lazy<ILookup<bool, string>> s_identifiers = new(() => Identifiers().ToLookup(EmittedMembers.Contains));

    [Fact]
    public void Emitted_code_has_identifiers_of_both_kinds()
    {
        Assert.InRange(s_identifiers.Value[true].Count(), 50, 500);
        Assert.InRange(s_identifiers.Value[false].Count(), 100, 1000);
    }

    [Theory]
    [InlineData("private int @{0};")]
    [InlineData("private static int @{0}() => 1;")]
    [InlineData("private int @{0} {{ get; set; }}")]
    [InlineData("private class @{0};")]
    [InlineData("private enum @{0};")]
    public void Free_identifier_names_a_member(string member) =>
        Compile($"{Network} partial class Net {{ {Members(s_identifiers.Value[false], member)} }}").AssertClean();

    [Theory]
    [InlineData("private int @{0};")]
    [InlineData("private class @{0};")]
    public void Taken_identifier_is_refused_as_a_member(string member)
    {
        GeneratorRun run = Compile($"{Network} partial class Net {{ {Members(s_identifiers.Value[true], member)} }}");
        Assert.Equal(s_identifiers.Value[true].Order(), run.GeneratorDiagnostics.Select(NamedBy).Order());
    }

    [Theory]
    [InlineData("private class @{0};")]
    [InlineData("private static int @{0}() => 1;")]
    public void Every_identifier_names_a_member_of_the_class_around(string member)
    {
        IEnumerable<string> names = s_identifiers.Value.SelectMany(group => group).Except(["nameof"]);
        Compile($"partial class Outer {{ {Members(names, member)} {Network} partial class Net; }}").AssertClean();
    }

    [Fact]
    public void Taken_identifier_is_refused_as_the_name_of_the_class()
    {
        string[] names = [.. s_identifiers.Value[true].Concat(KnownTypes.SimpleNames).Distinct()];
        Assert.Equal(names.Order(), Compile(Classes(names)).GeneratorDiagnostics.Select(NamedBy).Order());
    }

    [Fact]
    public void Random_free_identifiers_name_the_class()
    {
        string[] free = [.. s_identifiers.Value[false].Except(KnownTypes.SimpleNames)];
        new Random(5).Shuffle(free);
        Compile(Classes(free.Take(30))).AssertClean();
    }

    private static GeneratorRun Compile(string code) =>
        GeneratorRun.Of($"#pragma warning disable CS0108, CS0114, CS0169, CS0414, CS0649, CS8981, CS9029\n{code}");

    private static string Members(IEnumerable<string> names, string member) =>
        string.Join(" ", names.Select(name => string.Format(System.Globalization.CultureInfo.InvariantCulture, member, name)));

    private static string Classes(IEnumerable<string> names) =>
        string.Join("\n", names.Select((name, i) => $"namespace N{i} {{ {Network} partial class @{name}; }}"));

    /// <summary>The name at which a collision is reported.</summary>
    private static string NamedBy(Diagnostic diagnostic)
    {
        Assert.Equal("URNN0010", diagnostic.Id);
        return diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan).TrimStart('@');
    }

    private static IEnumerable<string> Identifiers() => GeneratorRun.Of(Networks).Result.GeneratedTrees
        .SelectMany(tree => tree.GetRoot().DescendantTokens())
        .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
        .Select(token => token.ValueText)
        .Where(name => !name.StartsWith("Net", StringComparison.Ordinal))
        .Distinct();
}
