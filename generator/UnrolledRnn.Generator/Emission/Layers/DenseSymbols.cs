using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Model;
using UnrolledRnn.Generator.Planning;

namespace UnrolledRnn.Generator.Emission.Layers;

/// <summary>The names in the equations of a dense layer, as comments write them.</summary>
internal static class DenseSymbols
{
    /// <summary>
    /// The matrix: of the output, of a projection, the table of an embedding, whose rows a vector weighs, or of a layer in
    /// between.
    /// </summary>
    public static string Weight(DensePlan layer) => layer switch
    {
        { IsTied: true } => "E",
        { Weight: EmbeddingPlan.Weight } => "Eᵀ",
        { Weight: "WeightHo" } => "W_ho",
        _ when layer.Weight.StartsWith("WeightHr", StringComparison.Ordinal) => "W_hr",
        _ => "W",
    };

    /// <summary>The bias of a layer that has one.</summary>
    public static string Bias(DensePlan layer) => layer.Bias == "BiasO" ? "b_o" : "b";

    /// <summary>f(W x + b).</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The name of x.</param>
    public static string Equation(DensePlan layer, string input) => layer.Activation.Of(Sum(layer, input));

    /// <summary>W x + b.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The name of x.</param>
    public static string Sum(DensePlan layer, string input) => AddBias(layer, $"{Weight(layer)} {input}");

    /// <summary>f(W x + b) where a token selects the product.</summary>
    public static string EquationOfToken(DensePlan layer) =>
        layer.Activation.Of(AddBias(layer, $"(the row of {Weight(layer)} for the token)"));

    /// <summary>The statement that computes W x + b by the rows of W.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The reference to x.</param>
    /// <param name="output">The reference to the results.</param>
    public static string RowDots(DensePlan layer, string input, string output)
    {
        string bias = layer.Bias is null ? "[]"
            : $"§MemoryMarshal.CreateReadOnlySpan(ref {Expressions.Element("weights", $"Offset.{layer.Bias}")}, {layer.OutputSize})";
        string operands = $"{layer.Name}.InputStride, {layer.OutputSize}, ref {input}, {bias}, ref {output});";
        if (layer.Storage != Storage.Float32)
        {
            return $"§NarrowRowDots.Run{layer.Storage}(ref {Expressions.Element("narrow", $"NarrowOffset.{layer.Weight}")}, {operands}";
        }

        return $"§RowDots.Run(ref {Expressions.Element("weights", $"Offset.{layer.Weight}")}, {operands}";
    }

    private static string AddBias(DensePlan layer, string product) => layer.Bias is null ? product : $"{product} + {Bias(layer)}";
}
