using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Emission.Text;

namespace UnrolledRnn.Generator.Emission.Cells;

/// <summary>The LSTM.</summary>
internal sealed class LstmEmitter(LstmDefinition cell) : CellEmitter
{
    public override string TapeRecord => "§CellRecord.CellState";

    public override IEnumerable<string> StepLines(CellText text, int phase)
    {
        string type = text.Vector.Type;
        if (cell.HasPeepholes)
        {
            yield return $"// i, f = {cell.Gate.Of("a + p ⊙ c")}";
            yield return $"{type} {text.Name("gateI")} = {text.Apply(cell.Gate, text.Vector.MultiplyAdd(text.Peephole(0), text.Cell, text.Name("i")))};";
            yield return $"{type} {text.Name("gateF")} = {text.Apply(cell.Gate, text.Vector.MultiplyAdd(text.Peephole(1), text.Cell, text.Name("f")))};";
        }

        (string i, string f, string o) = cell.HasPeepholes ? ("gateI", "gateF", "gateO") : ("i", "f", "o");
        string newCell = text.NewCell.Name;
        yield return $"// {CellEquation}, {HiddenEquation}";
        string sum = text.Vector.MultiplyAdd(text.Name(f), text.Cell, $"{text.Name(i)} * {text.Name("g")}");
        yield return $"{text.NewCell.Start} = {(cell.Clip > 0 ? text.Vector.Clamp(sum, Expressions.Float(cell.Clip)) : sum)};";
        if (cell.HasPeepholes)
        {
            yield return $"{type} {text.Name(o)} = {text.Apply(cell.Gate, text.Vector.MultiplyAdd(text.Peephole(2), newCell, text.Name("o")))};";
        }

        yield return $"{text.NewHidden.Start} = {text.ApplyTimes(cell.Function, newCell, text.Name(o))};";
    }

    public override IEnumerable<string> PortableLines(PortableText text) =>
    [
        text.Product(text.Hidden, text.Sums),
        "",
        $"// {GateEquations("a")}; {CellEquation}, {HiddenEquation}",
        $"§LstmCell.Step(ref {text.Sums}, ref {text.NewHidden}, ref {text.Cell}, {text.Layout}{text.Options});",
    ];

    public override IEnumerable<string> ForwardLines(CellTrainingText text) =>
    [
        "// a_t += W_hh h_{t-1}",
        "§MatrixProduct.Accumulate(layer.PreviousHiddenAt(t), weightHh, layer.SumsAt(t));",
        "",
        $"// {GateEquations("a_t")}; c_t = f ⊙ c_{{t-1}} + i ⊙ g, h_t = o ⊙ {cell.Function.Of("c_t")}",
        $"§LstmCell.Forward(layer, t{Peepholes(text)});",
        .. text.ProjectionForward,
    ];

    public override IEnumerable<string> BackwardLines(CellTrainingText text) =>
    [
        .. text.ProjectionBackward,
        cell.Function.Name == "Tanh"
            ? "// ∂L/∂c_t += ∂L/∂h_t ⊙ o ⊙ (1 - tanh²(c_t)); ∂L/∂a_t from ∂L/∂(i, f, g, o); ∂L/∂c_{t-1} = ∂L/∂c_t ⊙ f"
            : "// ∂L/∂c_t += ∂L/∂h_t ⊙ o ⊙ f'(c_t); ∂L/∂a_t from ∂L/∂(i, f, g, o); ∂L/∂c_{t-1} = ∂L/∂c_t ⊙ f",
        $"§LstmCell.Backward(layer, t{Peepholes(text)});",
        "",
        "// ∂L/∂h_{t-1} += W_hhᵀ ∂L/∂a_t",
        "§MatrixProduct.Accumulate(layer.SumGradientsAt(t), layer.TransposedWeightHh, layer.PreviousHiddenGradientsAt(t));",
    ];

    public override IEnumerable<string> WeightGradientLines(CellTrainingText text) =>
    [
        .. base.WeightGradientLines(text),
        .. cell.HasPeepholes
            ?
            [
                "",
                "// ∂L/∂p = Σ ∂L/∂a_t ⊙ c_{t-1} of i and f, Σ ∂L/∂a_t ⊙ c_t of o",
                $"§LstmCell.AccumulatePeepholes(layer, gradients.Peephole{text.Suffix});",
            ]
            : Array.Empty<string>(),
    ];

    private string CellEquation => cell.Clip > 0 ? "c = clip(f ⊙ c + i ⊙ g)" : "c = f ⊙ c + i ⊙ g";

    private string HiddenEquation => $"{(cell.IsProjected ? "m" : "h")} = o ⊙ {cell.Function.Of("c")}";

    private string GateEquations(string sums) => $"i, f, o = {cell.Gate.Of(sums)}, g = {cell.Function.Of(sums)}";

    private string Peepholes(CellTrainingText text) => cell.HasPeepholes ? $", Peephole{text.Suffix}" : "";
}
