using UnrolledRnn.Generator.Parsing;

namespace UnrolledRnn.Generator.Cells;

/// <summary>The Elman cell, h = g(a).</summary>
internal sealed class ElmanDefinition(Cell cell) : CellDefinition
{
    public override IReadOnlyList<string> Equations => [$"h_t = {Function("W_ih x_t + W_hh h_{t-1} + b_h")}"];

    public override IReadOnlyList<string> Gates { get; } = ["h"];

    public override IReadOnlyList<GateSum> Sums { get; } = [new("a", 0, Activation: null)];

    public override IReadOnlyList<string> ChainedActivations { get; } = cell == Cell.Relu ? [] : [cell.ToString()];

    public override int ActivationsPerUnit => ChainedActivations.Count;

    public override IEnumerable<string> StepLines(CellText text, int phase) =>
    [
        $"// h = {Function("a")}",
        $"{text.NewHidden} = {text.Apply(cell.ToString(), text.Name("a"))};",
    ];

    public override IEnumerable<string> PortableLines(PortableText text) =>
    [
        text.Product(text.Hidden, text.Sums),
        "",
        $"// h = {Function("a")}",
        $"Activation.{cell}(MemoryMarshal.CreateSpan(ref {text.Sums}, {text.Layout}.Stride));",
        $"MemoryMarshal.CreateSpan(ref {text.Sums}, {text.Layout}.HiddenSize).CopyTo(MemoryMarshal.CreateSpan(ref {text.Hidden}, {text.Layout}.HiddenSize));",
    ];

    public override IEnumerable<string> ForwardLines() =>
    [
        "// a_t += W_hh h_{t-1}",
        "MatrixProduct.Accumulate(layer.PreviousHiddenAt(t), weightHh, layer.SumsAt(t));",
        "",
        $"// h_t = {Function("a_t")}",
        $"ElmanCell.Forward{cell}(layer, t);",
    ];

    public override IEnumerable<string> BackwardLines() =>
    [
        "// ∂L/∂a_t = ∂L/∂h_t ⊙ g'(a_t), in terms of h_t",
        $"ElmanCell.Backward{cell}(layer, t);",
        "",
        "// ∂L/∂h_{t-1} += W_hhᵀ ∂L/∂a_t",
        "MatrixProduct.Accumulate(layer.SumGradientsAt(t), layer.TransposedWeightHh, layer.PreviousHiddenGradientsAt(t));",
    ];

    private string Function(string argument) => cell switch
    {
        Cell.Tanh => $"tanh({argument})",
        Cell.Relu => $"max({argument}, 0)",
        _ => $"sigmoid({argument})",
    };
}
