namespace UnrolledRnn.Formats;

/// <summary>Brings matrices of other programs into PyTorch's layout, and back.</summary>
internal static class WeightLayout
{
    /// <summary>[rows, columns] → [columns, rows]</summary>
    public static float[] Transpose(ReadOnlySpan<float> matrix, int rows)
    {
        int columns = rows == 0 ? 0 : matrix.Length / rows;
        float[] transposed = new float[matrix.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                transposed[(column * rows) + row] = matrix[(row * columns) + column];
            }
        }

        return transposed;
    }

    /// <summary>Equal blocks in another order: block i of the result is block <c>order[i]</c>.</summary>
    public static float[] Reorder(ReadOnlySpan<float> values, ReadOnlySpan<int> order)
    {
        int size = values.Length / order.Length;
        float[] reordered = new float[values.Length];
        for (int i = 0; i < order.Length; i++)
        {
            values.Slice(order[i] * size, size).CopyTo(reordered.AsSpan(i * size));
        }

        return reordered;
    }

    /// <summary>Columns of a matrix from one on: [rows, columns] → [rows, count]</summary>
    public static float[] Columns(ReadOnlySpan<float> matrix, int columns, int start, int count)
    {
        int rows = matrix.Length / columns;
        float[] part = new float[rows * count];
        for (int row = 0; row < rows; row++)
        {
            matrix.Slice((row * columns) + start, count).CopyTo(part.AsSpan(row * count));
        }

        return part;
    }

    /// <summary>The sum of two biases, of which the second may be missing.</summary>
    public static float[] Sum(ReadOnlySpan<float> first, ModelTensor? second)
    {
        float[] sum = first.ToArray();
        if (second is not null)
        {
            System.Numerics.Tensors.TensorPrimitives.Add(sum, second.Values, sum);
        }

        return sum;
    }
}
