using UnrolledRnn.Generator.Cells;

namespace UnrolledRnn.Generator.Emission.Cells;

/// <summary>The equations of a kind of cell as code: in the kernels, on machines without them, and in training.</summary>
internal abstract class CellEmitter
{
    /// <summary>What the tape of a layer records, as the members of the runtime's <c>CellRecord</c>.</summary>
    public virtual string TapeRecord => "§CellRecord.None";

    /// <summary>What a phase computes in a kernel from its sums a, as a comment says it.</summary>
    public abstract string StepEquations(int phase);

    /// <summary>The equations of one phase in a kernel, from the activated sums.</summary>
    public abstract IEnumerable<string> StepLines(CellText text, int phase);

    /// <summary>The sums and the equations of one step in the code for machines without 256-bit vectors.</summary>
    public abstract IEnumerable<string> PortableLines(PortableText text);

    /// <summary>One step of the recorded forward pass, behind W_ih x_t + b.</summary>
    public abstract IEnumerable<string> ForwardLines(CellTrainingText text);

    /// <summary>One step of the backward pass, down to ∂L/∂h_{t-1}.</summary>
    public abstract IEnumerable<string> BackwardLines(CellTrainingText text);

    /// <summary>
    /// The gradients by W_hh and what is the cell's own, once all steps are done; the former into the matrix
    /// <c>weightHhGradients</c>.
    /// </summary>
    public virtual IEnumerable<string> WeightGradientLines(CellTrainingText text) =>
    [
        $"// ∂L/∂W_hh = Σ ∂L/∂a_t h_{{{text.Before}}}ᵀ",
        "§MatrixProduct.AccumulateTransposed(layer.PreviousHidden, layer.SumGradients, weightHhGradients);",
    ];

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
