using UnrolledRnn.Generator.Cells;

namespace UnrolledRnn.Generator.Emission.Cells;

/// <summary>PyTorch's GRU.</summary>
internal sealed class GruEmitter(GruDefinition cell) : CellEmitter
{
    public override string TapeRecord => "§CellRecord.HiddenSums";

    public override string StepEquations(int phase) =>
        $"r, z = {cell.Gate.Of("a")}, n = {cell.Function.Of("nx + r ⊙ nh")}, h = n + z ⊙ (h - n)";

    public override IEnumerable<string> StepLines(CellText text, int phase) =>
    [
        $"{text.Vector.Type} {text.Name("n")} = {text.Apply(cell.Function, text.Vector.MultiplyAdd(text.Name("r"), text.Name("nh"), text.Name("nx")))};",
        $"{text.NewHidden.Start} = {text.Vector.MultiplyAdd(text.Name("z"), $"{text.Hidden} - {text.Name("n")}", text.Name("n"))};",
    ];

    public override IEnumerable<string> PortableLines(PortableText text) =>
    [
        "// hiddenSums += W_hh h",
        text.Product(text.Hidden, text.HiddenSums),
        "",
        $"// r, z = {cell.Gate.Of("sums + hiddenSums")}, n = {cell.Function.Of("sums + r ⊙ hiddenSums")}, h = n + z ⊙ (h - n)",
        $"§GruCell.Step(ref {text.Sums}, ref {text.HiddenSums}, ref {text.Hidden}, {text.Layout}{text.Options});",
    ];

    public override IEnumerable<string> ForwardLines(CellTrainingText text) =>
    [
        text.HasBias ? $"// s_t = W_hh h_{{{text.Before}}} + (0, 0, b_hn)" : $"// s_t = W_hh h_{{{text.Before}}}",
        "§MatrixProduct.Accumulate(layer.PreviousHiddenAt(t), weightHh, layer.HiddenSumsAt(t));",
        "",
        $"// r, z = {cell.Gate.Of("a_t + s_t")}, n = {cell.Function.Of("a_t + r ⊙ s_t")}, h_t = (1 - z) ⊙ n + z ⊙ h_{{{text.Before}}}",
        "§GruCell.Forward(layer, t);",
    ];

    public override IEnumerable<string> BackwardLines(CellTrainingText text) =>
    [
        $"// ∂L/∂a_t and ∂L/∂s_t from ∂L/∂(r, z, n); ∂L/∂h_{{{text.Before}}} += ∂L/∂h_t ⊙ z",
        "§GruCell.Backward(layer, t);",
        "",
        $"// ∂L/∂h_{{{text.Before}}} += W_hhᵀ ∂L/∂s_t",
        "§MatrixProduct.Accumulate(layer.HiddenSumGradientsAt(t), layer.TransposedWeightHh, layer.PreviousHiddenGradientsAt(t));",
    ];

    public override IEnumerable<string> WeightGradientLines(CellTrainingText text) =>
    [
        text.HasBias
            ? $"// ∂L/∂W_hh = Σ ∂L/∂s_t h_{{{text.Before}}}ᵀ, ∂L/∂b_hn = Σ ∂L/∂s_t in the rows of n"
            : $"// ∂L/∂W_hh = Σ ∂L/∂s_t h_{{{text.Before}}}ᵀ",
        "§MatrixProduct.AccumulateTransposed(layer.PreviousHidden, layer.HiddenSumGradients, weightHhGradients);",
        .. text.HasBias
            ?
            [
                $"§MatrixOperations.AccumulateRows(layer.HiddenSumGradients, gradients.BiasHn{text.Suffix});",
                $"§Matrix biasHn = new(gradients.BiasHn{text.Suffix}, 1, layer.Layout.Stride);",
                "§GateMatrix.Clear(biasHn, layer.Layout, gate: 0);",
                "§GateMatrix.Clear(biasHn, layer.Layout, gate: 1);",
            ]
            : Array.Empty<string>(),
    ];
}
