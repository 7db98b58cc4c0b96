namespace UnrolledRnn.Generator.Cells;

/// <summary>The LSTM, gates in PyTorch's order i, f, g, o.</summary>
internal sealed class LstmDefinition : CellDefinition
{
    public static readonly LstmDefinition Instance = new();

    public override IReadOnlyList<string> Equations { get; } =
    [
        "i, f, o = sigmoid(W_ih x_t + W_hh h_{t-1} + b), g = tanh(W_ih x_t + W_hh h_{t-1} + b), each with its own rows",
        "c_t = f ⊙ c_{t-1} + i ⊙ g",
        "h_t = o ⊙ tanh(c_t)",
    ];

    public override IReadOnlyList<string> Gates { get; } = ["i", "f", "g", "o"];

    // o comes last: it is not needed before tanh(c) is known.
    public override IReadOnlyList<GateSum> Sums { get; } =
    [
        new("i", 0, "Sigmoid"),
        new("f", 1, "Sigmoid"),
        new("g", 2, "Tanh"),
        new("o", 3, "Sigmoid"),
    ];

    public override bool HasCellState => true;

    public override IReadOnlyList<string> ChainedActivations { get; } = ["Sigmoid", "Tanh"];

    public override int ActivationsPerUnit => 5;

    public override IEnumerable<string> StepLines(CellText text, int phase) =>
    [
        "// c = f ⊙ c + i ⊙ g, h = o ⊙ tanh(c)",
        $"{text.NewCell} = {text.Vector.MultiplyAdd(text.Name("f"), text.Cell, $"{text.Name("i")} * {text.Name("g")}")};",
        $"{text.NewHidden} = {text.Apply("TanhTimes", $"{text.NewCellName}, {text.Name("o")}")};",
    ];

    public override IEnumerable<string> PortableLines(PortableText text) =>
    [
        text.Product(text.Hidden, text.Sums),
        "",
        "// i, f, o = sigmoid(a), g = tanh(a); c = f ⊙ c + i ⊙ g, h = o ⊙ tanh(c)",
        $"LstmCell.Step(ref {text.Sums}, ref {text.Hidden}, ref {text.Cell}, {text.Layout});",
    ];

    public override IEnumerable<string> ForwardLines() =>
    [
        "// a_t += W_hh h_{t-1}",
        "MatrixProduct.Accumulate(layer.PreviousHiddenAt(t), weightHh, layer.SumsAt(t));",
        "",
        "// i, f, o = sigmoid(a_t), g = tanh(a_t); c_t = f ⊙ c_{t-1} + i ⊙ g, h_t = o ⊙ tanh(c_t)",
        "LstmCell.Forward(layer, t);",
    ];

    public override IEnumerable<string> BackwardLines() =>
    [
        "// ∂L/∂c_t += ∂L/∂h_t ⊙ o ⊙ (1 - tanh²(c_t)); ∂L/∂a_t from ∂L/∂(i, f, g, o); ∂L/∂c_{t-1} = ∂L/∂c_t ⊙ f",
        "LstmCell.Backward(layer, t);",
        "",
        "// ∂L/∂h_{t-1} += W_hhᵀ ∂L/∂a_t",
        "MatrixProduct.Accumulate(layer.SumGradientsAt(t), layer.TransposedWeightHh, layer.PreviousHiddenGradientsAt(t));",
    ];
}
