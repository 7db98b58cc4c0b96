using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Emission.Text;

namespace UnrolledRnn.Generator.Emission.Cells;

/// <summary>The equations of a kind of cell as code: in the kernels and in training.</summary>
internal abstract class CellEmitter
{
    /// <summary>What the tape of a layer records, as the members of the runtime's <c>CellRecord</c>.</summary>
    public virtual string TapeRecord => "§CellRecord.None";

    /// <summary>What a phase computes in a kernel from its sums a, as a comment says it.</summary>
    public abstract string StepEquations(int phase);

    /// <summary>The equations of one phase in a kernel, from the activated sums.</summary>
    public abstract IEnumerable<Equation> StepLines(CellText text, int phase);

    /// <summary>The class of the runtime that runs the cell in training.</summary>
    public abstract string TrainingClass { get; }

    /// <summary>What a step of the recorded forward pass computes, as comments say it.</summary>
    public abstract IEnumerable<string> ForwardEquations(CellTrainingText text);

    /// <summary>What a step of the backward pass computes, as comments say it.</summary>
    public abstract IEnumerable<string> BackwardEquations(CellTrainingText text);

    /// <summary>The gradients by the parameters that are the cell's own, as comments say it.</summary>
    public virtual IEnumerable<string> WeightEquations(CellTrainingText text) => [$"∂L/∂W_hh = Σ ∂L/∂a_t h_{{{text.Before}}}ᵀ"];

    /// <summary>The sums over x and h of a step.</summary>
    protected static string Sums(CellTrainingText text) =>
        $"a_t = {(text.HasBias ? "b_h + " : "")}W_ih x_t + W_hh h_{{{text.Before}}}";

    /// <summary>The emitter of a cell.</summary>
    public static CellEmitter Of(CellDefinition cell) => cell switch
    {
        ElmanDefinition elman => new ElmanEmitter(elman),
        LstmDefinition lstm => new LstmEmitter(lstm),
        GruDefinition gru => new GruEmitter(gru),
        GruResetBeforeDefinition gru => new GruResetBeforeEmitter(gru),
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell, message: null),
    };
}
