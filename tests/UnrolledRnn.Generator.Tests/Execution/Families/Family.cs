namespace UnrolledRnn.Generator.Tests.Execution.Families;

/// <summary>The whole randomised family; the same on every run.</summary>
internal static class Family
{
    public static IReadOnlyList<Declaration> All { get; } =
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

    /// <summary>User code for the family.</summary>
    public static string Source =>
        "using UnrolledRnn;\nnamespace Random;\n" + string.Join("\n", All.Select((declaration, i) => $"{declaration.Attributes}\npublic sealed partial class N{i};"));

    /// <summary>The name of a network of the family.</summary>
    public static string TypeName(int index) => $"Random.N{index}";
}
