using System.ComponentModel;

namespace UnrolledRnn.CompilerServices;

/// <summary>What a cell records in training beside its gates and h.</summary>
[Flags]
[EditorBrowsable(EditorBrowsableState.Never)]
public enum CellRecord
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The cell state c of an LSTM.</summary>
    CellState = 1,

    /// <summary>The sums over h, apart from those over x.</summary>
    HiddenSums = 2,

    /// <summary>r ⊙ h of a GRU that resets before its product.</summary>
    ResetHidden = 4,
}
