using System.ComponentModel;
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
        for (int row = 0, i = 0; row < Rows; row++)
        {
            for (int column = 0; column < columns; column++, i++)
            {
                destination[i] = buffer[IndexOf(row, column)];
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
        int columns = Columns ?? 1;
        for (int row = 0, i = 0; row < Rows; row++)
        {
            for (int column = 0; column < columns; column++, i++)
            {
                buffer[IndexOf(row, column)] = source[i];
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
