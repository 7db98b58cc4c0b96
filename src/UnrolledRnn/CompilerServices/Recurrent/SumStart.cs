using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>What sums start from: a bias, or zeros, and for tokens a row of the weights.</summary>
internal static class SumStart
{
    /// <summary>Every row of sums = bias, or zeros where there is none.</summary>
    /// <param name="bias">A row of all columns, or empty.</param>
    /// <param name="column">The first column.</param>
    /// <param name="columns">How many, a multiple of 16.</param>
    /// <param name="sums">The first row of the sums.</param>
    /// <param name="stride">Floats from one to the next.</param>
    /// <param name="rows">Rows.</param>
    public static void Set(ReadOnlySpan<float> bias, int column, int columns, ref float sums, int stride, int rows)
    {
        ref float first = ref FirstOf(bias, column, columns);
        for (int row = 0; row < rows; row++, sums = ref Unsafe.Add(ref sums, stride))
        {
            if (bias.IsEmpty)
            {
                VectorRow.Clear(ref sums, columns);
            }
            else
            {
                VectorRow.Copy(ref first, ref sums, columns);
            }
        }
    }

    /// <summary>Row i of the sums = bias + the row of a token.</summary>
    /// <param name="bias">A row of all columns, or empty.</param>
    /// <param name="table">[vocabulary, all columns]</param>
    /// <param name="tokens">A row of the table for each row of sums.</param>
    /// <param name="column">The first column.</param>
    /// <param name="columns">How many, a multiple of 16.</param>
    /// <param name="sums">The first row of the sums.</param>
    /// <param name="stride">Floats from one to the next.</param>
    public static void Set(
        ReadOnlySpan<float> bias, GateWeights table, ReadOnlySpan<int> tokens, int column, int columns, ref float sums, int stride)
    {
        for (int end = column + columns; column < end;)
        {
            int width = Math.Min(table.PanelEnd(column), end) - column;
            Set(ref FirstOf(bias, column, width), bias.IsEmpty, table.Slice(column, width), tokens, ref sums, stride);
            sums = ref Unsafe.Add(ref sums, width);
            column += width;
        }
    }

    private static void Set(ref float bias, bool isZero, Matrix table, ReadOnlySpan<int> tokens, ref float sums, int stride)
    {
        foreach (int token in tokens)
        {
            ref float selected = ref table.RowReference(token);
            if (isZero)
            {
                VectorRow.Copy(ref selected, ref sums, table.Columns);
            }
            else
            {
                VectorRow.Add(ref bias, ref selected, ref sums, table.Columns);
            }

            sums = ref Unsafe.Add(ref sums, stride);
        }
    }

    private static ref float FirstOf(ReadOnlySpan<float> bias, int column, int columns) =>
        ref MemoryMarshal.GetReference(bias.IsEmpty ? bias : bias.Slice(column, columns));
}
