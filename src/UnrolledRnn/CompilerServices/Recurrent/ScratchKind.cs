namespace UnrolledRnn.CompilerServices;

/// <summary>What a room of <see cref="RecurrentScratch"/> is for.</summary>
internal enum ScratchKind
{
    /// <summary>Sums over x and h of some units, a row for each sequence.</summary>
    Sums,

    /// <summary>Sums over h, where a cell keeps them apart.</summary>
    HiddenSums,

    /// <summary>∂L/∂a of a step.</summary>
    SumGradients,

    /// <summary>∂L/∂s of a step.</summary>
    HiddenSumGradients,

    /// <summary>∂L/∂a of a stretch of steps, in panels.</summary>
    StretchGradients,

    /// <summary>∂L/∂s of a stretch of steps, in panels.</summary>
    HiddenStretchGradients,

    /// <summary>W_hh by rows.</summary>
    WeightHhByRows,

    /// <summary>∂L/∂W_hh by rows.</summary>
    WeightHhGradients,

    /// <summary>W_ih in panels, or its transpose in a backward pass.</summary>
    InputPanels,

    /// <summary>W_hh in panels, or its transpose in a backward pass.</summary>
    HiddenPanels,

    /// <summary>W_ihᵀ in panels, where a backward pass computes gates anew.</summary>
    TransposedInputPanels,

    /// <summary>W_hhᵀ in panels, where a backward pass computes gates anew.</summary>
    TransposedHiddenPanels,

    /// <summary>∂L/∂h after the step before one at which a sequence starts, while that step does without it.</summary>
    HeldGradients,

    /// <summary>∂L/∂h_0 of each row.</summary>
    InitialHiddenGradients,

    /// <summary>∂L/∂c_0 of each row.</summary>
    InitialCellGradients,

    /// <summary>W_hh with some weights dropped, by rows.</summary>
    DroppedWeights,

    /// <summary>∂L/∂ that.</summary>
    DroppedWeightGradients,

    /// <summary>Which units of each row keep their old values at the step at hand.</summary>
    ZoneoutFactors,

    /// <summary>∂L/∂c of units that kept their values, while the cell goes back through the step.</summary>
    KeptCellGradients,

    /// <summary>How many there are.</summary>
    Count,
}
