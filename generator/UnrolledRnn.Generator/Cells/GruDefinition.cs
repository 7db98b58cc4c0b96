namespace UnrolledRnn.Generator.Cells;

/// <summary>PyTorch's GRU, gates in the order r, z, n; the reset gate acts on the finished product over h.</summary>
internal sealed class GruDefinition : CellDefinition
{
    public static readonly GruDefinition Instance = new();

    public override IReadOnlyList<string> Equations { get; } =
    [
        "r, z = sigmoid(W_ih x_t + W_hh h_{t-1} + b), each with its own rows",
        "n = tanh(W_in x_t + b_in + r ⊙ (W_hn h_{t-1} + b_hn))",
        "h_t = (1 - z) ⊙ n + z ⊙ h_{t-1}",
    ];

    public override IReadOnlyList<string> Gates { get; } = ["r", "z", "n"];

    // z comes last: it is not needed before n is known. The sums of n over x and over h meet behind the reset gate.
    public override IReadOnlyList<GateSum> Sums { get; } =
    [
        new("r", 0, "Sigmoid"),
        new("nh", 2, Activation: null, FromInput: false, HiddenBias: true),
        new("nx", 2, Activation: null, FromHidden: false),
        new("z", 1, "Sigmoid"),
    ];

    public override bool HasHiddenBias => true;

    public override IReadOnlyList<string> ChainedActivations { get; } = ["Sigmoid", "Tanh"];

    public override int ActivationsPerUnit => 3;

    public override bool KeepsHiddenSums => true;

    public override IEnumerable<string> StepLines(CellText text, int phase) =>
    [
        "// n = tanh(a_nx + r ⊙ a_nh), h = n + z ⊙ (h - n)",
        $"{text.Vector.Type} {text.Name("n")} = {text.Apply("Tanh", text.Vector.MultiplyAdd(text.Name("r"), text.Name("nh"), text.Name("nx")))};",
        $"{text.NewHidden} = {text.Vector.MultiplyAdd(text.Name("z"), $"{text.Hidden} - {text.Name("n")}", text.Name("n"))};",
    ];

    public override IEnumerable<string> PortableLines(PortableText text) =>
    [
        text.Product(text.Hidden, text.HiddenSums),
        "",
        "// r, z = sigmoid(a), n = tanh(a_nx + r ⊙ a_nh), h = n + z ⊙ (h - n)",
        $"GruCell.Step(ref {text.Sums}, ref {text.HiddenSums}, ref {text.Hidden}, {text.Layout});",
    ];

    public override IEnumerable<string> ForwardLines() =>
    [
        "// s_t = W_hh h_{t-1} + (0, 0, b_hn)",
        "MatrixProduct.Accumulate(layer.PreviousHiddenAt(t), weightHh, layer.HiddenSumsAt(t));",
        "",
        "// r, z = sigmoid(a_t + s_t), n = tanh(a_t + r ⊙ s_t), h_t = (1 - z) ⊙ n + z ⊙ h_{t-1}",
        "GruCell.Forward(layer, t);",
    ];

    public override IEnumerable<string> BackwardLines() =>
    [
        "// ∂L/∂a_t and ∂L/∂s_t from ∂L/∂(r, z, n); ∂L/∂h_{t-1} += ∂L/∂h_t ⊙ z",
        "GruCell.Backward(layer, t);",
        "",
        "// ∂L/∂h_{t-1} += W_hhᵀ ∂L/∂s_t",
        "MatrixProduct.Accumulate(layer.HiddenSumGradientsAt(t), layer.TransposedWeightHh, layer.PreviousHiddenGradientsAt(t));",
    ];

    public override IEnumerable<string> WeightGradientLines(string suffix) =>
    [
        "// ∂L/∂W_hh = Σ ∂L/∂s_t h_{t-1}ᵀ, ∂L/∂b_hn = Σ ∂L/∂s_t in the rows of n",
        "MatrixProduct.AccumulateTransposed(layer.PreviousHidden, layer.HiddenSumGradients, weightHhGradients);",
        $"MatrixOperations.AccumulateRows(layer.HiddenSumGradients, gradients.BiasHn{suffix});",
        $"Matrix biasHn = new(gradients.BiasHn{suffix}, 1, layer.Layout.Stride);",
        "GateMatrix.Clear(biasHn, layer.Layout, gate: 0);",
        "GateMatrix.Clear(biasHn, layer.Layout, gate: 1);",
    ];
}
