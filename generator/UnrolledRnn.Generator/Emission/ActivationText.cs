using UnrolledRnn.Generator.Parsing;

namespace UnrolledRnn.Generator.Emission;

/// <summary>How kernels call the activations.</summary>
internal static class ActivationText
{
    /// <summary>The statement by which a kernel finds the tables of the activations: in front of its weights.</summary>
    public const string Tables = "ref float tables = ref Unsafe.Subtract(ref weights, ActivationTables.Length);";

    /// <summary>The runtime's class with tanh and sigmoid as precise as declared.</summary>
    public static string ClassOf(NetworkSpec spec) => spec.Activations == Precision.Fast ? "FastActivation" : "Activation";

    /// <summary>An activation of vectors, as an expression.</summary>
    public static string Apply(string activations, string function, string arguments) => function == "Relu"
        ? $"Activation.Relu({arguments})"
        : $"{activations}.{function}({arguments}, ref tables)";
}
