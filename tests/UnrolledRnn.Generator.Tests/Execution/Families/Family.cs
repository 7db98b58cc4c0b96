namespace UnrolledRnn.Generator.Tests.Execution.Families;

/// <summary>The whole randomised family; the same on every run.</summary>
internal static class Family
{
    /// <summary>User code for the family.</summary>
    public static string Source => SourceOf(All);

    /// <summary>The name of a network of the family.</summary>
    public static string TypeName(int index) => $"Random.N{index}";

    /// <summary>The families by name, in their order.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Declaration>> Parts { get; } =
        new Dictionary<string, IReadOnlyList<Declaration>>
        {
            ["Elman"] = Part(ElmanFamily.Create()),
            ["Gated"] = Part(GatedFamily.Create()),
            ["Stack"] = Part(StackFamily.Create()),
            ["Mixed"] = Part(MixedFamily.Create()),
            ["Inference"] = Part(InferenceFamily.Create()),
            ["Long"] = Part(LongFamily.Create()),
            ["Wide"] = Part(WideFamily.Create()),
            ["List"] = Part(ListFamily.Create()),
            ["Option"] = Part(OptionFamily.Create()),
            ["LongList"] = Part(LongListFamily.Create()),
            ["Tile"] = Part(TileFamily.Create()),
        };

    /// <summary>Every declaration that there is.</summary>
    public static IReadOnlyList<Declaration> Whole { get; } = [.. Parts.Values.SelectMany(part => part)];

    /// <summary>
    /// The declarations that tests compile and run: a third, spread over all families, so that an engineer runs them after each change;
    /// all, where the environment says <c>UNROLLED_RNN_FAMILY=whole</c>, as continuous integration does.
    /// </summary>
    public static IReadOnlyList<Declaration> All { get; } = Environment.GetEnvironmentVariable("UNROLLED_RNN_FAMILY") == "whole"
        ? Whole
        : [.. Whole.Where((_, i) => i % 3 == 0)];

    /// <summary>User code for some declarations.</summary>
    public static string SourceOf(IReadOnlyList<Declaration> declarations) =>
        "using UnrolledRnn;\nnamespace Random;\n"
        + string.Join("\n", declarations.Select((declaration, i) => $"{declaration.Attributes}\npublic sealed partial class N{i};"));

    private static Declaration[] Part(IEnumerable<Declaration> declarations) => [.. declarations.Select(WithFastForm)];

    /// <summary>Fast activations go with a function that has a fast form: where no layer has one, the output layer gets it.</summary>
    private static Declaration WithFastForm(Declaration declaration) =>
        declaration.Activations == ActivationPrecision.Accurate || declaration.HasFastForm ? declaration
        : declaration.Output ? declaration with { OutputActivation = LayerActivation.Tanh }
        : declaration with { Activations = ActivationPrecision.Accurate };
}
