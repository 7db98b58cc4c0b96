using System.ComponentModel;
using System.Numerics.Tensors;

namespace UnrolledRnn.CompilerServices;

/// <summary>What training does with matrices whose columns are the gates of a recurrent layer.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GateMatrix
{
    /// <summary>
    /// Lays a matrix stored along its diagonals out by rows: destination[k, u] ← diagonals[k XOR u, u] for every
    /// gate; padding becomes zero.
    /// </summary>
    /// <param name="diagonals">[the next power of 2, gates]</param>
    /// <param name="layout">The gates.</param>
    /// <param name="destination">[nHid, gates]</param>
    public static void FromDiagonals(ReadOnlySpan<float> diagonals, GateLayout layout, Matrix destination)
    {
        for (int row = 0; row < destination.Rows; row++)
        {
            Span<float> target = destination.Row(row);
            target.Clear();
            for (int gate = 0; gate < layout.Gates; gate++)
            {
                for (int unit = 0; unit < layout.HiddenSize; unit++)
                {
                    int column = layout.IndexOf(gate, unit);
                    target[column] = diagonals[((row ^ unit) * layout.Stride) + column];
                }
            }
        }
    }

    /// <summary>Adds a matrix by rows to one stored along its diagonals: the reverse of <see cref="FromDiagonals"/>.</summary>
    /// <param name="source">[nHid, gates]</param>
    /// <param name="layout">The gates.</param>
    /// <param name="diagonals">[the next power of 2, gates]</param>
    public static void AddToDiagonals(Matrix source, GateLayout layout, Span<float> diagonals)
    {
        for (int row = 0; row < source.Rows; row++)
        {
            ReadOnlySpan<float> values = source.Row(row);
            for (int gate = 0; gate < layout.Gates; gate++)
            {
                for (int unit = 0; unit < layout.HiddenSize; unit++)
                {
                    int column = layout.IndexOf(gate, unit);
                    diagonals[((row ^ unit) * layout.Stride) + column] += values[column];
                }
            }
        }
    }

    /// <summary>Lays a matrix stored panel by panel out by rows.</summary>
    /// <param name="panels">[M, gates], in panels.</param>
    /// <param name="layout">The gates and their panels.</param>
    /// <param name="destination">[M, gates]</param>
    public static void FromPanels(ReadOnlySpan<float> panels, GateLayout layout, Matrix destination)
    {
        for (int column = 0; column < layout.Stride; column += layout.PanelStride)
        {
            int width = layout.PanelStrideAt(column);
            for (int row = 0; row < destination.Rows; row++)
            {
                panels.Slice(layout.OffsetOf(destination.Rows, row, column), width).CopyTo(destination.Row(row).Slice(column));
            }
        }
    }

    /// <summary>Adds a matrix by rows to one stored panel by panel: the reverse of <see cref="FromPanels"/>.</summary>
    /// <param name="source">[M, gates]</param>
    /// <param name="layout">The gates and their panels.</param>
    /// <param name="panels">[M, gates], in panels.</param>
    public static void AddToPanels(Matrix source, GateLayout layout, Span<float> panels)
    {
        for (int column = 0; column < layout.Stride; column += layout.PanelStride)
        {
            int width = layout.PanelStrideAt(column);
            for (int row = 0; row < source.Rows; row++)
            {
                Span<float> target = panels.Slice(layout.OffsetOf(source.Rows, row, column), width);
                TensorPrimitives.Add(target, source.Row(row).Slice(column, width), target);
            }
        }
    }
}
