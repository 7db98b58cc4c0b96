using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Emission.Text;

namespace UnrolledRnn.Generator.Emission.Cells;

/// <summary>The Elman cell, h = g(a).</summary>
internal sealed class ElmanEmitter(ElmanDefinition cell) : CellEmitter
{
    public override string StepEquations(int phase) => $"h = {cell.Function.Of("a")}";

    public override IEnumerable<Equation> StepLines(CellText text, int phase) =>
    [
        new(text.NewHidden.Start, text.Name("a"), cell.Function),
    ];

    public override string TrainingClass => "§ElmanCell";

    public override IEnumerable<string> ForwardEquations(CellTrainingText text) => [$"{Sums(text)}, h_t = {cell.Function.Of("a_t")}"];

    public override IEnumerable<string> BackwardEquations(CellTrainingText text) =>
    [
        $"∂L/∂a_t = ∂L/∂h_t ⊙ {cell.Function.Name}'(a_t), in terms of h_t; ∂L/∂h_{{{text.Before}}} += W_hhᵀ ∂L/∂a_t",
    ];
}
