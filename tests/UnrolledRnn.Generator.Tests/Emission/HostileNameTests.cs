using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using UnrolledRnn.Generator.Contract;
using UnrolledRnn.Generator.Emission;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;
using UnrolledRnn.Generator.Support;
using UnrolledRnn.Generator.Tests.Execution.Families;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Emission;

/// <summary>Emitted code compiles without a warning, documentation included, wherever names mean something else than it needs.</summary>
public sealed class HostileNameTests
{
    private static readonly string[] s_namespaces =
        [
            "Acme.System.Audio", "Acme.UnrolledRnn", "X.Math", "System.Numerics.Mine", "UnrolledRnn.CompilerServices.Mine",
            "@nint.@var.@dynamic",
        ];

    /// <summary>A network of every cell, one of both directions, one of tokens with a tied output, and one of narrow weights.</summary>
    private static readonly string[] s_networks =
    [
        .. new[]
        {
            "[_UnrolledRnn(1, 2, 1, 2)]",
            "[_UnrolledRnn(2, 3, 1, 40, Cell = _RnnCell.Relu, InitialState = _SequenceStart.Learned)]",
            "[_UnrolledRnn(1, 3, 2, 2, Cell = _RnnCell.Sigmoid, Activations = _ActivationPrecision.Fast)]",
            "[_UnrolledRnn(1, 2, 1, 2, Cell = _RnnCell.Lstm)]",
            "[_UnrolledRnn(2, 40, 2, 2, Cell = _RnnCell.Gru, Residual = true)]",
            "[_UnrolledRnn(1, 2, 1, 2, Cell = _RnnCell.GruResetBefore)]",
            "[_UnrolledRnn(2, 3, 2, 2, Cell = _RnnCell.Lstm, Bidirectional = true)]",
            "[_UnrolledNetwork(5, 5, 2, TieOutput = true)] [_EmbeddingLayer(3)] [_RecurrentLayer(_RnnCell.Gru, 3)]",
            "[_UnrolledRnn(1, 33, 1, 2, Cell = _RnnCell.Lstm, Weights = _WeightStorage.BFloat16)]",
        }.Select(attributes => attributes.Replace("_", "global::UnrolledRnn.", StringComparison.Ordinal)),
    ];

    /// <summary>Every name that emitted code may use, and the roots of their full names.</summary>
    private static readonly string[] s_names =
    [
        .. KnownTypes.SimpleNames.SelectMany(KnownTypes.NamesOf),
        "System", "UnrolledRnn", "var", "dynamic", "_", "Obsolete", "State", "Tape", "Gradients", "Layer0",
    ];

    [Fact]
    public void Networks_compile_in_hostile_namespaces_inside_of_hostile_classes() =>
        AssertClean(shift: 0, before: $"partial class Outer {{ {Types("private")}", after: "}");

    [Fact]
    public void Networks_compile_beside_hostile_types() => AssertClean(shift: 1, before: Types("internal"));

    [Fact]
    public void Networks_compile_with_a_class_of_hostile_names_in_a_global_using_static() => AssertClean(
        shift: 2,
        usings: "global using static Hostile.Imported;",
        others: $"namespace Hostile {{ internal static class Imported {{ {Types("internal")} }} }}");

    [Fact]
    public void Networks_compile_with_a_namespace_of_hostile_names_in_a_global_using() => AssertClean(
        shift: 3, usings: "global using global::Hostile.Inner;", others: $"namespace Hostile.Inner {{ {Types("internal")} }}");

    [Fact]
    public void Networks_compile_with_hostile_members_in_a_global_using_static()
    {
        string members = string.Concat(s_names.Select(name => $"internal const int @{name} = 1; "));
        AssertClean(shift: 4, usings: "global using static Hostile;", others: $"internal static class Hostile {{ {members} }}");
    }

    [Fact]
    public void Networks_compile_with_contextual_keywords_for_names()
    {
        string[] names =
        [
            "_", "var", "dynamic", "record", "field", "value", "scoped", "file", "required",
            "global", "when", "where", "await", "async", "yield", "notnull", "unmanaged", "managed", "args",
            "extension", "allows", "alias", "with", "and", "class", "float", "T",
        ];
        IEnumerable<string> networks = names.Select((name, i) => $"namespace N{i} {{ {s_networks[0]} partial class @{name}; }}");
        GeneratorRun.Of($"#pragma warning disable CS8981, CS9029\n{string.Concat(networks)}").AssertClean();
    }

    [Fact]
    public void Every_type_of_every_kind_of_layer_is_rooted_where_its_name_is_taken()
    {
        IEnumerable<string> networks = ListFamily.Create().Select((declaration, i) => $"{declaration.Attributes} partial class N{i};");
        string code = $"using UnrolledRnn;\n{string.Join("\n", networks)}";
        var taken = new EquatableArray<string>(KnownTypes.SimpleNames);
        IEnumerable<string> sources = GeneratorRun.Of(code).Result.Results.Single().TrackedSteps[UnrolledRnnGenerator.StepNames.Spec]
            .Select(step => (NetworkSpec)step.Outputs.Single().Value)
            .SelectMany(spec => NetworkEmitter.Emit(Planner.Plan(spec with { Target = spec.Target with { HiddenTypeNames = taken } })))
            .Select(file => file.Source);
        Assert.Empty(sources
            .SelectMany(source => CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            .Where(name => KnownTypes.SimpleNames.Contains(name.Identifier.ValueText) && !IsBehindDot(name))
            .Select(name => $"{name} in {name.Parent}"));
    }

    private static bool IsBehindDot(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == name,
        QualifiedNameSyntax qualified => qualified.Right == name,
        AliasQualifiedNameSyntax => true,
        _ => false,
    };

    private static string Types(string access) => string.Concat(s_names.Select(name => $"{access} class @{name}; "));

    /// <summary>Compiles every network, each in one of the namespaces.</summary>
    private static void AssertClean(int shift, string usings = "", string before = "", string after = "", string others = "")
    {
        IEnumerable<string> spaces = s_namespaces.Select((space, i) => $"namespace {space} {{ {before}\n{NetworksOf(i, shift)}\n{after} }}\n");
        GeneratorRun.Of(
            $"""
            #pragma warning disable CS8981, CS1591
            {usings}
            [assembly: global::System.CLSCompliant(true)]
            {string.Concat(spaces)}
            {others}
            """).AssertClean();
    }

    private static string NetworksOf(int space, int shift) => string.Join("\n", s_networks
        .Where((_, i) => (i + shift) % s_namespaces.Length == space)
        .Select((attributes, i) => $"/// <summary>A network.</summary>\n{attributes} public sealed partial class Net{i};"));
}
