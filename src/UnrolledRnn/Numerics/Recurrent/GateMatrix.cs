using System.ComponentModel;

namespace UnrolledRnn.Numerics;

/// <summary>What training does with matrices whose columns are the gates of a recurrent layer.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GateMatrix
{
    /// <summary>Sets one gate of every row to zero.</summary>
    /// <param name="matrix">[M, gates]</param>
    /// <param name="layout">The gates.</param>
    /// <param name="gate">From 0.</param>
    public static void Clear(Matrix matrix, GateLayout layout, int gate)
    {
        for (int row = 0; row < matrix.Rows; row++)
        {
            Span<float> values = matrix.Row(row);
            for (int unit = 0; unit < layout.HiddenSize; unit++)
            {
                values[layout.IndexOf(gate, unit)] = 0;
            }
        }
    }

    /// <summary>Lays a matrix stored along its diagonals out by rows: destination[k, u] ← diagonals[k XOR u, u] for every gate.</summary>
    /// <param name="diagonals">[the next power of 2, gates]</param>
    /// <param name="layout">The gates.</param>
    /// <param name="destination">[nHid, gates]</param>
    public static void FromDiagonals(ReadOnlySpan<float> diagonals, GateLayout layout, Matrix destination)
    {
        for (int row = 0; row < destination.Rows; row++)
        {
            Span<float> target = destination.Row(row);
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
}
