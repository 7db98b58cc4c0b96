using System.ComponentModel;
using System.Runtime.CompilerServices;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn;

/// <summary>
/// One parameter tensor, or the last rows of one, as PyTorch names and shapes it, and where its elements lie in the parameter buffer.
/// </summary>
public sealed record ParameterTensor
{
    /// <summary>PyTorch's name, such as <c>rnn.weight_ih_l0</c>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// PyTorch's name of a second bias that is summed into this one when a file is loaded, and written as zeros; or null.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public string? SummedName { get; init; }

    /// <summary>How many rows of the second bias are summed into this one; the others are a tensor of their own.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int SummedRows { get; init; }

    /// <summary>
    /// The first row of PyTorch's tensor that is meant: 0, but for the second bias of a GRU, of which only the rows of n are apart.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int FirstRow { get; init; }

    /// <summary>Rows; for a bias, its length.</summary>
    public required int Rows { get; init; }

    /// <summary>Columns, or null for a bias, which has one dimension.</summary>
    public int? Columns { get; init; }

    /// <summary>Index of the first element in the parameter buffer.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public required int Offset { get; init; }

    /// <summary>Floats from one row to the next; unused where <see cref="Gates"/> says where rows lie.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int RowStride { get; init; } = 1;

    /// <summary>Floats from one column to the next; unused where <see cref="Gates"/> says where columns lie.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int ColumnStride { get; init; } = 1;

    /// <summary>Where the elements lie of a matrix or bias whose rows belong to the gates of a recurrent layer; or null.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public GateLayout? Gates { get; init; }

    /// <summary>Whether column k of the row of unit u lies where column k XOR u would: W_hh stored along its diagonals.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool IsDiagonal { get; init; }

    /// <summary>Elements, padding not counted.</summary>
    public int Count => Rows * (Columns ?? 1);

    /// <summary>The shape, such as <c>[16, 1]</c>.</summary>
    public string ShapeText => Columns is int columns ? $"[{Rows}, {columns}]" : $"[{Rows}]";

    /// <summary>Copies the tensor out of a parameter or gradient buffer.</summary>
    /// <param name="buffer">The whole buffer of a network or of its gradients.</param>
    /// <param name="destination">[Rows, Columns], row-major, as PyTorch stores it.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> does not have <see cref="Count"/> elements.</exception>
    public void CopyTo(ReadOnlySpan<float> buffer, Span<float> destination)
    {
        Throw.IfLengthDiffers(destination.Length, Count, nameof(destination));
        int columns = Columns ?? 1;
        for (int row = 0; row < Rows; row++)
        {
            Span<float> values = destination.Slice(row * columns, columns);
            (int first, int step) = RowPlace(row);
            if (IsDiagonal)
            {
                for (int column = 0; column < columns; column++)
                {
                    values[column] = buffer[IndexOf(row, column)];
                }
            }
            else if (step == 1)
            {
                buffer.Slice(first, columns).CopyTo(values);
            }
            else
            {
                Gather(buffer[first..], step, values);
            }
        }
    }

    /// <summary>Copies the tensor into a parameter or gradient buffer.</summary>
    /// <param name="source">[Rows, Columns], row-major, as PyTorch stores it.</param>
    /// <param name="buffer">The whole buffer of a network or of its gradients.</param>
    /// <exception cref="ArgumentException"><paramref name="source"/> does not have <see cref="Count"/> elements.</exception>
    public void CopyFrom(ReadOnlySpan<float> source, Span<float> buffer)
    {
        Throw.IfLengthDiffers(source.Length, Count, nameof(source));
        CopyRowsFrom(0, source, buffer);
    }

    /// <summary>Copies some rows into a parameter or gradient buffer.</summary>
    /// <param name="firstRow">The first of them.</param>
    /// <param name="source">Whole rows.</param>
    /// <param name="buffer">The whole buffer of a network or of its gradients.</param>
    internal void CopyRowsFrom(int firstRow, ReadOnlySpan<float> source, Span<float> buffer)
    {
        int columns = Columns ?? 1;
        for (int row = firstRow; !source.IsEmpty; row++)
        {
            ReadOnlySpan<float> values = source[..columns];
            source = source[columns..];
            (int first, int step) = RowPlace(row);
            if (IsDiagonal)
            {
                for (int column = 0; column < columns; column++)
                {
                    buffer[IndexOf(row, column)] = values[column];
                }
            }
            else if (step == 1)
            {
                values.CopyTo(buffer[first..]);
            }
            else
            {
                Scatter(values, buffer[first..], step);
            }
        }
    }

    /// <summary>Where each element lies in the parameter buffer.</summary>
    /// <param name="destination">[Rows, Columns], row-major, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> does not have <see cref="Count"/> elements.</exception>
    internal void CopyIndices(Span<int> destination)
    {
        Throw.IfLengthDiffers(destination.Length, Count, nameof(destination));
        int columns = Columns ?? 1;
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = IndexOf(i / columns, i % columns);
        }
    }

    /// <summary>Where a row begins that is not diagonal, and how far its elements lie from each other.</summary>
    private (int First, int Step) RowPlace(int row)
    {
        int first = IndexOf(row, 0);
        return (first, Columns > 1 ? IndexOf(row, 1) - first : 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(ReadOnlySpan<float> buffer, int step, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = buffer[i * step];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter(ReadOnlySpan<float> values, Span<float> buffer, int step)
    {
        for (int i = 0; i < values.Length; i++)
        {
            buffer[i * step] = values[i];
        }
    }

    private int IndexOf(int row, int column)
    {
        if (Gates is not GateLayout gates)
        {
            return Offset + (row * RowStride) + (column * ColumnStride);
        }

        (int gate, int unit) = Math.DivRem(FirstRow + row, gates.HiddenSize);
        return Offset + gates.OffsetOf(Columns ?? 1, IsDiagonal ? column ^ unit : column, gates.IndexOf(gate, unit));
    }
}
