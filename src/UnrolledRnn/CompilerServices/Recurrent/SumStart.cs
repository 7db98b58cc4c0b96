using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>What sums start from: a bias, or zeros, and for tokens a row of the weights.</summary>
internal static class SumStart
{
    /// <summary>Every row of sums = bias, or zeros where there is none.</summary>
    /// <param name="bias">A row of all columns, or empty.</param>
    /// <param name="column">The first column.</param>
    /// <param name="columns">How many.</param>
    /// <param name="sums">The first row of the sums.</param>
    /// <param name="stride">Floats from one to the next.</param>
    /// <param name="rows">Rows.</param>
    public static void Set(ReadOnlySpan<float> bias, int column, int columns, ref float sums, int stride, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            Span<float> target = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref sums, (nint)row * stride), columns);
            if (bias.IsEmpty)
            {
                target.Clear();
            }
            else
            {
                bias.Slice(column, columns).CopyTo(target);
            }
        }
    }

    /// <summary>Row i of the sums = bias + the row of a token.</summary>
    /// <param name="bias">A row of all columns, or empty.</param>
    /// <param name="table">[vocabulary, all columns]</param>
    /// <param name="tokens">A row of the table for each row of sums.</param>
    /// <param name="column">The first column.</param>
    /// <param name="columns">How many.</param>
    /// <param name="sums">The first row of the sums.</param>
    /// <param name="stride">Floats from one to the next.</param>
    public static void Set(
        ReadOnlySpan<float> bias, Matrix table, ReadOnlySpan<int> tokens, int column, int columns, ref float sums, int stride)
    {
        for (int row = 0; row < tokens.Length; row++)
        {
            Span<float> target = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref sums, (nint)row * stride), columns);
            ReadOnlySpan<float> selected = table.Row(tokens[row]).Slice(column, columns);
            if (bias.IsEmpty)
            {
                selected.CopyTo(target);
            }
            else
            {
                TensorPrimitives.Add(bias.Slice(column, columns), selected, target);
            }
        }
    }
}
