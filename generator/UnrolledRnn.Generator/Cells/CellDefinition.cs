using UnrolledRnn.Generator.Parsing;

namespace UnrolledRnn.Generator.Cells;

/// <summary>
/// All that the generator knows about a kind of cell: its gates, the sums behind them, and its equations in the kernels and
/// in training. A new cell is a new class beside this one, and its name in <see cref="Of"/>.
/// </summary>
internal abstract class CellDefinition
{
    /// <summary>The equations, one in each line, in terms of x_t, h_{t-1} and c_{t-1}.</summary>
    public abstract IReadOnlyList<string> Equations { get; }

    /// <summary>The gates' symbols in PyTorch's order, which is that of the parameters.</summary>
    public abstract IReadOnlyList<string> Gates { get; }

    /// <summary>The sums of a step, in the order in which the kernels need them.</summary>
    public abstract IReadOnlyList<GateSum> Sums { get; }

    /// <summary>What the cell remembers beside h.</summary>
    public virtual bool HasCellState => false;

    /// <summary>Whether the bias over h of the last gate stays apart from the one over x.</summary>
    public virtual bool HasHiddenBias => false;

    /// <summary>Products over h that follow each other in a step: 2 where the second reads what the first has given.</summary>
    public int Phases => Sums.Max(sum => sum.Phase) + 1;

    /// <summary>Activations that follow each other between h_{t-1} and h_t: what the estimate of the chain counts.</summary>
    public abstract IReadOnlyList<string> ChainedActivations { get; }

    /// <summary>Activations of one unit in a step.</summary>
    public abstract int ActivationsPerUnit { get; }

    /// <summary>Whether the sums over h stay apart from those over x.</summary>
    public virtual bool KeepsHiddenSums => false;

    /// <summary>What the tape of a layer records, as the members of the runtime's <c>CellRecord</c>.</summary>
    public string TapeRecord
    {
        get
        {
            string[] members =
            [
                .. HasCellState ? ["CellRecord.CellState"] : Array.Empty<string>(),
                .. KeepsHiddenSums ? ["CellRecord.HiddenSums"] : Array.Empty<string>(),
                .. Phases > 1 ? ["CellRecord.ResetHidden"] : Array.Empty<string>(),
            ];
            return members.Length == 0 ? "CellRecord.None" : string.Join(" | ", members);
        }
    }

    /// <summary>The equations of one phase in a kernel, from the activated sums.</summary>
    public abstract IEnumerable<string> StepLines(CellText text, int phase);

    /// <summary>The sums and the equations of one step in the code for machines without 256-bit vectors.</summary>
    public abstract IEnumerable<string> PortableLines(PortableText text);

    /// <summary>One step of the recorded forward pass, behind W_ih x_t + b.</summary>
    public abstract IEnumerable<string> ForwardLines();

    /// <summary>One step of the backward pass, down to ∂L/∂h_{t-1}.</summary>
    public abstract IEnumerable<string> BackwardLines();

    /// <summary>The gradients by W_hh, once all steps are done, into the matrix <c>weightHhGradients</c>.</summary>
    public virtual IEnumerable<string> WeightGradientLines(string suffix) =>
    [
        "// ∂L/∂W_hh = Σ ∂L/∂a_t h_{t-1}ᵀ",
        "MatrixProduct.AccumulateTransposed(layer.PreviousHidden, layer.SumGradients, weightHhGradients);",
    ];

    /// <summary>The definition of a declared cell.</summary>
    public static CellDefinition Of(Cell cell) => cell switch
    {
        Cell.Lstm => LstmDefinition.Instance,
        Cell.Gru => GruDefinition.Instance,
        Cell.GruResetBefore => GruResetBeforeDefinition.Instance,
        _ => new ElmanDefinition(cell),
    };
}
