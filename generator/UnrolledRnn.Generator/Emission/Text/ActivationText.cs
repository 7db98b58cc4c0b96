using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Emission.Text;

/// <summary>How emitted code calls the activations.</summary>
internal static class ActivationText
{
    /// <summary>The statement by which a kernel finds the tables of the activations: in front of its weights.</summary>
    public const string Tables =
        "// the tables of the activations, in front of the weights\nref float tables = ref §Unsafe.Subtract(ref weights, §ActivationTables.Length);";

    /// <summary>The runtime's class with tanh and sigmoid as precise as declared.</summary>
    public static string ClassOf(NetworkSpec spec) => spec.Activations == Precision.Fast ? "§FastActivation" : "§Activation";

    /// <summary>An activation of vectors, as an expression.</summary>
    /// <param name="activations">The class of those that have a fast form.</param>
    /// <param name="function">The activation.</param>
    /// <param name="argument">The vector.</param>
    public static string Apply(string activations, ActivationFunction function, string argument) => function switch
    {
        { IsIdentity: true } => argument,
        { HasFastForm: true } => $"{activations}.{function}({argument}, ref tables)",
        _ => $"§Activation.{function}({argument})",
    };

    /// <summary>factor ⊙ f(argument), as an expression.</summary>
    public static string ApplyTimes(string activations, ActivationFunction function, string argument, string factor) =>
        function.ProductMethod is string method
        ? $"{activations}.{method}({argument}, {factor}, ref tables)"
        : $"{factor} * {Apply(activations, function, argument)}";

    /// <summary>An equation of a cell as a statement.</summary>
    public static string Statement(string activations, Equation equation)
    {
        string value = equation.Function is null ? equation.Value
            : equation.Factor is null ? Apply(activations, equation.Function, equation.Value)
            : ApplyTimes(activations, equation.Function, equation.Value, equation.Factor);
        return $"{equation.Start} = {value};";
    }

    /// <summary>The precise function of two equations with the same one, together; null where there is no form for two.</summary>
    public static string? OfTwo(Equation first, Equation second) => first switch
    {
        { Function: { HasFastForm: true } function, Factor: null } =>
            $"§ActivationPair.{function}({first.Value}, {second.Value}, ref tables)",
        { Function.ProductMethod: string method } =>
            $"§ActivationPair.{method}({first.Value}, {second.Value}, {first.Factor}, {second.Factor}, ref tables)",
        _ => null,
    };

    /// <summary>The statement that applies an activation to a span, in place; or null for the identity.</summary>
    public static string? InPlace(string activations, ActivationFunction function, string span) => function switch
    {
        { IsIdentity: true } => null,
        { IsElementwise: false } => $"§{function}.Apply({span});",
        { HasFastForm: true } => $"{activations}.{function}({span});",
        _ => $"§Activation.{function}({span});",
    };
}
