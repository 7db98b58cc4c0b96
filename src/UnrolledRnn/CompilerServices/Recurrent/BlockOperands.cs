namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Where the values of a step's sequences lie, for the element-wise part of a cell; those a cell does not have are null references.
/// </summary>
internal ref struct BlockOperands
{
    /// <summary>
    /// <see cref="ActivationTables"/>, here because a static field would be looked up, and checked, for each vector in a cell.
    /// </summary>
    public ref float Tables;

    /// <summary>What follows from the options of a layer.</summary>
    public BlockOperands(CellOptions options)
    {
        Tables = ref ActivationTables.Reference;
        GateFunction = options.GateActivation;
        CellFunction = options.CellActivation;
        CellClip = options.CellClip;
    }

    /// <summary>The function of the gates, for <see cref="DeclaredFunctions"/>.</summary>
    public LayerActivation GateFunction;

    /// <summary>The function of the candidate and of c, for <see cref="DeclaredFunctions"/>.</summary>
    public LayerActivation CellFunction;

    /// <summary>The magnitude to which c is limited, or 0.</summary>
    public float CellClip;

    /// <summary>Whether there are <see cref="Peepholes"/>.</summary>
    public bool HasPeepholes;

    /// <summary>The weights of c in the gates i, f and o of an LSTM, or the gradients by them.</summary>
    public ref float Peepholes;

    /// <summary>The sums.</summary>
    public ref float Sums;

    /// <summary>The gates, which may take the place of the sums.</summary>
    public ref float Gates;

    /// <summary>∂L/∂sums.</summary>
    public ref float SumGradients;

    /// <summary>The sums over h of a GRU.</summary>
    public ref float HiddenSums;

    /// <summary>Whether there are <see cref="CandidateSums"/>.</summary>
    public bool KeepsCandidateSums;

    /// <summary>Of a GRU, the candidate's sums over h, which its gradient needs.</summary>
    public ref float CandidateSums;

    /// <summary>∂L/∂(sums over h).</summary>
    public ref float HiddenSumGradients;

    /// <summary>h before the step.</summary>
    public ref float HiddenBefore;

    /// <summary>h after the step; of a projected LSTM what is projected to it.</summary>
    public ref float Hidden;

    /// <summary>c before the step.</summary>
    public ref float CellBefore;

    /// <summary>c after the step.</summary>
    public ref float Cell;

    /// <summary>r ⊙ h.</summary>
    public ref float ResetHidden;

    /// <summary>∂L/∂ <see cref="Hidden"/>.</summary>
    public ref float HiddenGradient;

    /// <summary>∂L/∂h before the step, added to.</summary>
    public ref float HiddenBeforeGradient;

    /// <summary>∂L/∂c after the step, replaced by the one before.</summary>
    public ref float CellGradient;

    /// <summary>∂L/∂(r ⊙ h).</summary>
    public ref float ResetHiddenGradient;
}
