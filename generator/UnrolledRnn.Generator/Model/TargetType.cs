using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Model;

/// <summary>The partial class to complete, and where it stands.</summary>
internal sealed record TargetType
{
    /// <summary>The name, escaped where it is a keyword.</summary>
    public required string Name { get; init; }

    /// <summary>The namespace, or an empty string for the global one.</summary>
    public required string Namespace { get; init; }

    /// <summary>Heads of the containing types, outermost first, such as <c>partial struct Outer</c>.</summary>
    public EquatableArray<string> ContainingTypes { get; init; }

    /// <summary>The start of the names of the emitted files, unique in a compilation.</summary>
    public required string HintName { get; init; }

    /// <summary>Whether all code of the assembly may name it.</summary>
    public bool IsReachable { get; init; }

    /// <summary>The name with everything around it.</summary>
    public string FullName => string.Concat(
        "global::",
        Namespace.Length == 0 ? "" : Namespace + ".",
        string.Concat(ContainingTypes.Select(head => head.Substring(head.LastIndexOf(' ') + 1) + ".")),
        Name);

    /// <summary>Simple names of types that the emitted code uses and that something nearer hides at the target.</summary>
    public EquatableArray<string> HiddenTypeNames { get; init; }
}
