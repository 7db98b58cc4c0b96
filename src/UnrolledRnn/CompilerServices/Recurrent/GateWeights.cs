using System.ComponentModel;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// A matrix whose columns are the gates of a recurrent layer, or the gradient by one, [Rows, gates], where the parameters have it: by
/// rows or in panels.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct GateWeights
{
    private readonly Span<float> _values;

    /// <summary>Views parameters as a matrix.</summary>
    /// <param name="values">At least rows times the floats of a row.</param>
    /// <param name="rows">Values that the matrix is multiplied with.</param>
    /// <param name="layout">Its gates, and whether it lies in panels.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> is too short.</exception>
    public GateWeights(Span<float> values, int rows, GateLayout layout)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        long needed = (long)rows * layout.Stride;
        if (values.Length < needed)
        {
            throw new ArgumentException($"{rows} rows of {layout} need {needed} elements, got {values.Length}.", nameof(values));
        }

        _values = values;
        Rows = rows;
        Layout = layout;
    }

    /// <summary>Rows.</summary>
    public int Rows { get; }

    /// <summary>Where the gates of a unit lie in a row, and its panels.</summary>
    public GateLayout Layout { get; }

    /// <summary>Floats of a row.</summary>
    public int Columns => Layout.Stride;

    /// <summary>Where the panel ends that a column lies in.</summary>
    internal int PanelEnd(int column) => Math.Min((column / Layout.PanelStride * Layout.PanelStride) + Layout.PanelStride, Columns);

    /// <summary>Some columns of one panel.</summary>
    /// <param name="column">The first of them.</param>
    /// <param name="columns">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are of two panels, or outside of the matrix.</exception>
    internal Matrix Slice(int column, int columns)
    {
        int panel = column / Layout.PanelStride * Layout.PanelStride;
        int stride = Layout.PanelStrideAt(panel);
        return new Matrix(_values.Slice(panel * Rows, Rows * stride), Rows, stride).Slice(column - panel, columns);
    }

    /// <summary>Sets all values to zero.</summary>
    public void Clear() => _values[..(Rows * Columns)].Clear();

    /// <summary>The panel that begins at a column.</summary>
    internal Matrix Panel(int column) => Slice(column, Layout.PanelStrideAt(column));
}
