namespace UnrolledRnn.Generator.Tests.Execution.Families;

/// <summary>The whole randomised family; the same on every run.</summary>
internal static class Family
{
    public static IReadOnlyList<Declaration> All { get; } = [.. Draws().Select(WithFastForm)];

    /// <summary>User code for the family.</summary>
    public static string Source =>
        "using UnrolledRnn;\nnamespace Random;\n"
        + string.Join("\n", All.Select((declaration, i) => $"{declaration.Attributes}\npublic sealed partial class N{i};"));

    /// <summary>The name of a network of the family.</summary>
    public static string TypeName(int index) => $"Random.N{index}";

    private static IEnumerable<Declaration> Draws() =>
    [
        .. ElmanFamily.Create(),
        .. GatedFamily.Create(),
        .. StackFamily.Create(),
        .. MixedFamily.Create(),
        .. InferenceFamily.Create(),
        .. LongFamily.Create(),
        .. ListFamily.Create(),
        .. OptionFamily.Create(),
        .. LongListFamily.Create(),
    ];

    /// <summary>Fast activations go with a function that has a fast form: where no layer has one, the output layer gets it.</summary>
    private static Declaration WithFastForm(Declaration declaration) =>
        declaration.Activations == ActivationPrecision.Accurate || declaration.HasFastForm ? declaration
        : declaration.Output ? declaration with { OutputActivation = LayerActivation.Tanh }
        : declaration with { Activations = ActivationPrecision.Accurate };
}
