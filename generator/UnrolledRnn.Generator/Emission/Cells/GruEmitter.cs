using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Emission.Text;

namespace UnrolledRnn.Generator.Emission.Cells;

/// <summary>PyTorch's GRU.</summary>
internal sealed class GruEmitter(GruDefinition cell) : CellEmitter
{
    public override string TapeRecord => "§CellRecord.HiddenSums";

    public override string StepEquations(int phase) =>
        $"r, z = {cell.Gate.Of("a")}, n = {cell.Function.Of("nx + r ⊙ nh")}, h = n + z ⊙ (h - n)";

    public override IEnumerable<Equation> StepLines(CellText text, int phase) =>
    [
        new(text.Declare("n"), text.Vector.MultiplyAdd(text.Name("r"), text.Name("nh"), text.Name("nx")), cell.Function),
        new(text.NewHidden.Start, text.Vector.MultiplyAdd(text.Name("z"), $"{text.Hidden} - {text.Name("n")}", text.Name("n"))),
    ];

    public override string TrainingClass => "§GruCell";

    public override IEnumerable<string> ForwardEquations(CellTrainingText text) =>
    [
        text.HasBias
            ? $"a_t = b_h + W_ih x_t, s_t = W_hh h_{{{text.Before}}} + (0, 0, b_hn)"
            : $"a_t = W_ih x_t, s_t = W_hh h_{{{text.Before}}}",
        $"r, z = {cell.Gate.Of("a_t + s_t")}, n = {cell.Function.Of("a_t + r ⊙ s_t")}, h_t = (1 - z) ⊙ n + z ⊙ h_{{{text.Before}}}",
    ];

    public override IEnumerable<string> BackwardEquations(CellTrainingText text) =>
    [
        $"∂L/∂a_t and ∂L/∂s_t from ∂L/∂(r, z, n); ∂L/∂h_{{{text.Before}}} += ∂L/∂h_t ⊙ z + W_hhᵀ ∂L/∂s_t",
    ];

    public override IEnumerable<string> WeightEquations(CellTrainingText text) =>
    [
        text.HasBias
            ? $"∂L/∂W_hh = Σ ∂L/∂s_t h_{{{text.Before}}}ᵀ, ∂L/∂b_hn = Σ ∂L/∂s_t in the rows of n"
            : $"∂L/∂W_hh = Σ ∂L/∂s_t h_{{{text.Before}}}ᵀ",
    ];
}
