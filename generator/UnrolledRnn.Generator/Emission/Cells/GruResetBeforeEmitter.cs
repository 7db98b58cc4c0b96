using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Emission.Text;

namespace UnrolledRnn.Generator.Emission.Cells;

/// <summary>The GRU of Keras with reset_after false.</summary>
internal sealed class GruResetBeforeEmitter(GruResetBeforeDefinition cell) : CellEmitter
{
    public override string TapeRecord => "§CellRecord.HiddenSums | §CellRecord.ResetHidden";

    public override string StepEquations(int phase) => phase == 0
        ? $"r, z = {cell.Gate.Of("a")}, s = r ⊙ h"
        : $"n = {cell.Function.Of("a")}, h = n + z ⊙ (h - n)";

    public override IEnumerable<Equation> StepLines(CellText text, int phase) => phase == 0
        ?
        [
            new(text.Declare("s"), $"{text.Name("r")} * {text.Hidden}"),
        ]
        :
        [
            new(text.NewHidden.Start, text.Vector.MultiplyAdd(text.Name("z"), $"{text.Hidden} - {text.Name("n")}", text.Name("n"))),
        ];

    public override string TrainingClass => "§GruResetBeforeCell";

    public override IEnumerable<string> ForwardEquations(CellTrainingText text) =>
    [
        $"a_t = {(text.HasBias ? "b_h + " : "")}W_ih x_t, r, z = {cell.Gate.Of($"a_t + W_hh h_{{{text.Before}}}")}",
        $"n = {cell.Function.Of($"a_t + W_hn (r ⊙ h_{{{text.Before}}})")}, h_t = (1 - z) ⊙ n + z ⊙ h_{{{text.Before}}}",
    ];

    public override IEnumerable<string> BackwardEquations(CellTrainingText text) =>
    [
        $"∂L/∂a_t in the rows of z and n; ∂L/∂h_{{{text.Before}}} += ∂L/∂h_t ⊙ z",
        $"∂L/∂(r ⊙ h_{{{text.Before}}}) = W_hnᵀ ∂L/∂a_n",
        $"∂L/∂a_t in the rows of r; ∂L/∂h_{{{text.Before}}} += ∂L/∂(r ⊙ h_{{{text.Before}}}) ⊙ r + W_hhᵀ ∂L/∂(a_r, a_z)",
    ];

    public override IEnumerable<string> WeightEquations(CellTrainingText text) =>
    [
        $"∂L/∂W_hh = Σ ∂L/∂a_t h_{{{text.Before}}}ᵀ in the rows of r and z, Σ ∂L/∂a_t (r ⊙ h_{{{text.Before}}})ᵀ in those of n",
    ];
}
