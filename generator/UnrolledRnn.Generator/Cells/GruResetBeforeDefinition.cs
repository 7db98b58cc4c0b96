namespace UnrolledRnn.Generator.Cells;

/// <summary>The GRU of Keras with reset_after false: the candidate's product is over r ⊙ h, so it follows that of r and z.</summary>
internal sealed class GruResetBeforeDefinition : CellDefinition
{
    public static readonly GruResetBeforeDefinition Instance = new();

    public override IReadOnlyList<string> Equations { get; } =
    [
        "r, z = sigmoid(W_ih x_t + W_hh h_{t-1} + b), each with its own rows",
        "n = tanh(W_in x_t + W_hn (r ⊙ h_{t-1}) + b_n)",
        "h_t = (1 - z) ⊙ n + z ⊙ h_{t-1}",
    ];

    public override IReadOnlyList<string> Gates { get; } = ["r", "z", "n"];

    public override IReadOnlyList<GateSum> Sums { get; } =
    [
        new("r", 0, "Sigmoid"),
        new("z", 1, "Sigmoid"),
        new("n", 2, "Tanh", Phase: 1),
    ];

    public override IReadOnlyList<string> ChainedActivations { get; } = ["Sigmoid", "Tanh"];

    public override int ActivationsPerUnit => 3;

    public override bool KeepsHiddenSums => true;

    public override IEnumerable<string> StepLines(CellText text, int phase) => phase == 0
        ?
        [
            "// s = r ⊙ h",
            $"{text.Vector.Type} {text.Name("s")} = {text.Name("r")} * {text.Hidden};",
        ]
        :
        [
            "// h = n + z ⊙ (h - n)",
            $"{text.NewHidden} = {text.Vector.MultiplyAdd(text.Name("z"), $"{text.Hidden} - {text.Name("n")}", text.Name("n"))};",
        ];

    public override IEnumerable<string> PortableLines(PortableText text) =>
    [
        text.Product(text.Hidden, text.HiddenSums),
        "",
        "// r, z = sigmoid(a), s = r ⊙ h",
        $"GruResetBeforeCell.StepReset(ref {text.Sums}, ref {text.HiddenSums}, ref {text.Hidden}, ref {text.Scratch}, {text.Layout});",
        $"MemoryMarshal.CreateSpan(ref {text.HiddenSums}, {text.Layout}.Stride).Clear();",
        text.Product(text.Scratch, text.HiddenSums),
        "",
        "// n = tanh(a), h = n + z ⊙ (h - n)",
        $"GruResetBeforeCell.StepCandidate(ref {text.Sums}, ref {text.HiddenSums}, ref {text.Hidden}, {text.Layout});",
    ];

    public override IEnumerable<string> ForwardLines() =>
    [
        "// r, z = sigmoid(a_t + W_hh h_{t-1})",
        "MatrixProduct.Accumulate(layer.PreviousHiddenAt(t), weightHh, layer.HiddenSumsAt(t));",
        "GruResetBeforeCell.ForwardReset(layer, t);",
        "",
        "// n = tanh(a_t + W_hn (r ⊙ h_{t-1})), h_t = (1 - z) ⊙ n + z ⊙ h_{t-1}",
        "MatrixOperations.ClearColumns(layer.HiddenSumsAt(t), from: 0);",
        "MatrixProduct.Accumulate(layer.ResetHiddenAt(t), weightHh, layer.HiddenSumsAt(t));",
        "GruResetBeforeCell.ForwardCandidate(layer, t);",
    ];

    public override IEnumerable<string> BackwardLines() =>
    [
        "// ∂L/∂a_t in the rows of z and n; ∂L/∂h_{t-1} += ∂L/∂h_t ⊙ z",
        "GruResetBeforeCell.BackwardCandidate(layer, t);",
        "",
        "// ∂L/∂(r ⊙ h_{t-1}) = W_hnᵀ ∂L/∂a_n",
        "Matrix resetHiddenGradients = layer.ResetHiddenGradientsMatrix;",
        "MatrixOperations.ClearColumns(resetHiddenGradients, from: 0);",
        "MatrixProduct.Accumulate(layer.HiddenSumGradientsAt(t), layer.TransposedWeightHh, resetHiddenGradients);",
        "",
        "// ∂L/∂a_t in the rows of r; ∂L/∂h_{t-1} += ∂L/∂(r ⊙ h_{t-1}) ⊙ r + W_hhᵀ ∂L/∂(a_r, a_z)",
        "GruResetBeforeCell.BackwardReset(layer, t);",
        "MatrixProduct.Accumulate(layer.HiddenSumGradientsAt(t), layer.TransposedWeightHh, layer.PreviousHiddenGradientsAt(t));",
    ];

    public override IEnumerable<string> WeightGradientLines(string suffix) =>
    [
        "// ∂L/∂W_hh = Σ ∂L/∂a_t h_{t-1}ᵀ in the rows of r and z, Σ ∂L/∂a_t (r ⊙ h_{t-1})ᵀ in those of n",
        "MatrixProduct.AccumulateTransposed(layer.PreviousHidden, layer.HiddenSumGradients, weightHhGradients);",
        "MatrixOperations.Copy(layer.SumGradients, layer.HiddenSumGradients);",
        "GateMatrix.Clear(layer.HiddenSumGradients, layer.Layout, gate: 0);",
        "GateMatrix.Clear(layer.HiddenSumGradients, layer.Layout, gate: 1);",
        "MatrixProduct.AccumulateTransposed(layer.ResetHidden, layer.HiddenSumGradients, weightHhGradients);",
    ];
}
