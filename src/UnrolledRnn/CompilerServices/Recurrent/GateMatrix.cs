using System.ComponentModel;

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
    public static void FromDiagonals(ReadOnlySpan<float> diagonals, GateLayout layout, GateWeights destination)
    {
        Matrix rows = destination.Panel(0);
        for (int row = 0; row < rows.Rows; row++)
        {
            Span<float> target = rows.Row(row);
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
    public static void AddToDiagonals(GateWeights source, GateLayout layout, Span<float> diagonals)
    {
        Matrix rows = source.Panel(0);
        for (int row = 0; row < rows.Rows; row++)
        {
            ReadOnlySpan<float> values = rows.Row(row);
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
}
