// The generator compiles this file too: it plans the layout that the runtime reads.
using System.ComponentModel;

#if UNROLLED_RNN_GENERATOR
namespace UnrolledRnn.Generator.Model;
#else
namespace UnrolledRnn.CompilerServices;
#endif

/// <summary>
/// Where the gates of a recurrent layer lie in a row of floats: blocks of 16 units, and in each block 16 floats for every
/// gate, so that all gates of a block end in registers together. Where 1 to 8 units remain, they form a block of 8. The
/// row is padded to whole cache lines. A matrix of such rows lies row by row, or, where it is larger than the first cache,
/// panel by panel: all rows of some units, then all rows of the next, so that a kernel reads memory without gaps.
/// </summary>
/// <param name="HiddenSize">Units of the layer.</param>
/// <param name="Gates">Gates of the cell: 1 (Elman), 3 (GRU) or 4 (LSTM).</param>
/// <param name="PanelUnits">Units of a panel, a multiple of 16; 0 where a matrix lies row by row.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct GateLayout(int HiddenSize, int Gates, int PanelUnits = 0)
{
    /// <summary>Units of a wide block.</summary>
    public const int WideBlock = 16;

    /// <summary>Units of the narrow block.</summary>
    public const int NarrowBlock = 8;

    /// <summary>Units in wide blocks, padding included.</summary>
    public int WideUnits => HasNarrowBlock ? HiddenSize / WideBlock * WideBlock : (HiddenSize + WideBlock - 1) / WideBlock * WideBlock;

    /// <summary>Whether the last units form a block of 8.</summary>
    public bool HasNarrowBlock => HiddenSize % WideBlock is >= 1 and <= NarrowBlock;

    /// <summary>Floats of a row in blocks; what is behind them is padding that no kernel of a cell writes.</summary>
    public int BlockEnd => (WideUnits + (HasNarrowBlock ? NarrowBlock : 0)) * Gates;

    /// <summary>Floats of a row.</summary>
    public int Stride => (BlockEnd + WideBlock - 1) / WideBlock * WideBlock;

    /// <summary>Whether a matrix lies panel by panel.</summary>
    public bool HasPanels => PanelUnits > 0;

    /// <summary>The same gates in matrices that lie row by row.</summary>
    public GateLayout ByRows() => this with { PanelUnits = 0 };

    /// <summary>Floats of a row in one panel; the last panel may have fewer.</summary>
    public int PanelStride => HasPanels ? PanelUnits * Gates : Stride;

    /// <summary>Where the last panel begins in a row.</summary>
    public int LastPanel => (Stride - 1) / PanelStride * PanelStride;

    /// <summary>Floats of a row in the last panel.</summary>
    public int LastPanelStride => PanelStrideAt(LastPanel);

    /// <summary>Floats of a row in the panel that begins at a column.</summary>
    public int PanelStrideAt(int column) => Math.Min(PanelStride, Stride - column);

    /// <summary>Where the float of a gate and a unit lies in a row.</summary>
    /// <param name="gate">From 0, in PyTorch's order.</param>
    /// <param name="unit">From 0.</param>
    public int IndexOf(int gate, int unit) => unit < WideUnits
        ? ((unit / WideBlock * Gates) + gate) * WideBlock + (unit % WideBlock)
        : (WideUnits * Gates) + (gate * NarrowBlock) + (unit - WideUnits);

    /// <summary>Where an element of a matrix lies.</summary>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="row">From 0.</param>
    /// <param name="column">Where the element would lie in a whole row; see <see cref="IndexOf"/>.</param>
    public int OffsetOf(int rows, int row, int column)
    {
        int panel = column / PanelStride * PanelStride;
        return (panel * rows) + (row * PanelStrideAt(panel)) + (column - panel);
    }

    /// <summary>The gate whose units lie in a column before <see cref="BlockEnd"/>.</summary>
    internal int GateAt(int column) => column < WideUnits * Gates
        ? column / WideBlock % Gates
        : (column - (WideUnits * Gates)) / NarrowBlock % Gates;

    /// <summary>The unit that a column before <see cref="BlockEnd"/> belongs to.</summary>
    internal int UnitAt(int column) => column < WideUnits * Gates
        ? (column / (WideBlock * Gates) * WideBlock) + (column % WideBlock)
        : WideUnits + ((column - (WideUnits * Gates)) % NarrowBlock);
}
