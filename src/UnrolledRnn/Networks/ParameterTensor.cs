namespace UnrolledRnn;

/// <summary>
/// One parameter tensor as PyTorch names and shapes it, and where its elements lie in the parameter buffer: element
/// [row, column] at Offset + row · RowStride + column · ColumnStride.
/// </summary>
public sealed record ParameterTensor
{
    /// <summary>PyTorch's name, such as <c>rnn.weight_ih_l0</c>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// PyTorch's name of a second bias that is summed into this one when a file is loaded, and written as zeros; or null.
    /// </summary>
    public string? SummedName { get; init; }

    /// <summary>Rows; for a bias, its length.</summary>
    public required int Rows { get; init; }

    /// <summary>Columns, or null for a bias, which has one dimension.</summary>
    public int? Columns { get; init; }

    /// <summary>Index of the first element in the parameter buffer.</summary>
    public required int Offset { get; init; }

    /// <summary>Floats from one row to the next.</summary>
    public required int RowStride { get; init; }

    /// <summary>Floats from one column to the next.</summary>
    public int ColumnStride { get; init; } = 1;

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
        Numerics.Throw.IfLengthDiffers(destination.Length, Count, nameof(destination));
        int columns = Columns ?? 1;
        for (int row = 0, i = 0; row < Rows; row++)
        {
            for (int column = 0; column < columns; column++, i++)
            {
                destination[i] = buffer[Offset + (row * RowStride) + (column * ColumnStride)];
            }
        }
    }

    /// <summary>Copies the tensor into a parameter or gradient buffer.</summary>
    /// <param name="source">[Rows, Columns], row-major, as PyTorch stores it.</param>
    /// <param name="buffer">The whole buffer of a network or of its gradients.</param>
    /// <exception cref="ArgumentException"><paramref name="source"/> does not have <see cref="Count"/> elements.</exception>
    public void CopyFrom(ReadOnlySpan<float> source, Span<float> buffer)
    {
        Numerics.Throw.IfLengthDiffers(source.Length, Count, nameof(source));
        int columns = Columns ?? 1;
        for (int row = 0, i = 0; row < Rows; row++)
        {
            for (int column = 0; column < columns; column++, i++)
            {
                buffer[Offset + (row * RowStride) + (column * ColumnStride)] = source[i];
            }
        }
    }
}
