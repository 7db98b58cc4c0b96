using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Cells;

/// <summary>
/// The facts and equations of a kind of cell: its gates, the sums behind them, what it remembers. A new cell is a class beside this one
/// with its name in <see cref="Of"/>, and its emitter.
/// </summary>
internal abstract class CellDefinition
{
    /// <summary>The equations, one in each line, where "t-1" is the step before.</summary>
    /// <param name="before">The step before: t-1, or t+1 for a layer that runs backwards.</param>
    public abstract IReadOnlyList<string> Equations(string before);

    /// <summary>The gates' symbols in PyTorch's order, which is that of the parameters.</summary>
    public abstract IReadOnlyList<string> Gates { get; }

    /// <summary>The sums of a step, in the order in which the kernels need them.</summary>
    public abstract IReadOnlyList<GateSum> Sums { get; }

    /// <summary>Whether it remembers c beside h.</summary>
    public virtual bool HasCellState => false;

    /// <summary>Whether the bias over h of the last gate stays apart from the one over x.</summary>
    public virtual bool HasHiddenBias => false;

    /// <summary>The gate that decides what is remembered, whose bias may start at 1; or null.</summary>
    public virtual int? ForgetGate => null;

    /// <summary>The symbols of the gates that see c through weights of their own, in the order of these weights.</summary>
    public virtual IReadOnlyList<string> Peepholes => [];

    /// <summary>Whether the identity is a start for W_hh.</summary>
    public bool StartsFromIdentity => Gates.Count == 1;

    /// <summary>Products over h that follow each other in a step: 2 where the second reads what the first has given.</summary>
    public int Phases => Sums.Max(sum => sum.Phase) + 1;

    /// <summary>What the product of the second phase multiplies in place of h; or null.</summary>
    public virtual PhaseValue? ResetHidden => null;

    /// <summary>What the second phase needs of the first beside <see cref="ResetHidden"/>.</summary>
    public virtual IReadOnlyList<PhaseValue> Carried => [];

    /// <summary>Activations that follow each other between h_{t-1} and h_t: what the estimate of the chain counts.</summary>
    public abstract IReadOnlyList<ActivationFunction> ChainedActivations { get; }

    /// <summary>Every activation of one unit in a step.</summary>
    public abstract IReadOnlyList<ActivationFunction> Activations { get; }

    /// <summary>Whether the sums over h stay apart from those over x.</summary>
    public virtual bool KeepsHiddenSums => false;

    /// <summary>The definition of a declared layer's cell.</summary>
    public static CellDefinition Of(RecurrentSpec layer) => layer.Cell switch
    {
        Cell.Lstm => new LstmDefinition(layer),
        Cell.Gru => new GruDefinition(layer),
        Cell.GruResetBefore => new GruResetBeforeDefinition(layer),
        _ => new ElmanDefinition(layer),
    };
}
