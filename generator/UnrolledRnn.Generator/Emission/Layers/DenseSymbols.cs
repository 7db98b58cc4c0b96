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
    public static string RowDots(DensePlan layer, string input, string output) =>
        $"{Call(layer, "Run")}, ref {input}, {BiasOperand(layer)}, ref {output});";

    /// <summary>The statement that does so for several x.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The reference to the first x.</param>
    /// <param name="inputStride">Floats from one to the next.</param>
    /// <param name="count">How many.</param>
    /// <param name="output">The reference to the first results.</param>
    /// <param name="outputStride">Floats from those to the next.</param>
    public static string ManyRowDots(DensePlan layer, string input, string inputStride, int count, string output, string outputStride) =>
        $"{Call(layer, "RunMany")}, ref {input}, {inputStride}, {count}, {BiasOperand(layer)}, "
        + $"ref {output}, {outputStride});";

    private static string Call(DensePlan layer, string method)
    {
        string operands = $"{layer.Name}.InputStride, {layer.OutputSize}";
        if (layer.Storage != Storage.Float32)
        {
            string words = Expressions.Element("narrow", $"NarrowOffset.{layer.Weight}");
            return $"§NarrowRowDots.{method}{layer.Storage}(ref {words}, {operands}";
        }

        return $"§RowDots.{method}(ref {Expressions.Element("weights", $"Offset.{layer.Weight}")}, {operands}";
    }

    private static string BiasOperand(DensePlan layer) => layer.Bias is null
        ? "[]"
        : $"§MemoryMarshal.CreateReadOnlySpan(ref {Expressions.Element("weights", $"Offset.{layer.Bias}")}, {layer.OutputSize})";

    private static string AddBias(DensePlan layer, string product) => layer.Bias is null ? product : $"{product} + {Bias(layer)}";
}
