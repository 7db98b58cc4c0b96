using System.ComponentModel;
using System.Numerics.Tensors;

namespace UnrolledRnn.CompilerServices;

/// <summary>What training does with whole rows: copies, transposes, sums of columns, and look-ups of tokens.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MatrixOperations
{
    /// <summary>destination ← sourceᵀ</summary>
    /// <param name="source">[M, N]</param>
    /// <param name="destination">[N, M], or wider: columns behind those are set to zero.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static void Transpose(Matrix source, Matrix destination)
    {
        CheckRoom(destination, source.Columns, source.Rows, nameof(destination));
        ClearColumns(destination, source.Rows);
        TransposeKernel.Run(source, destination);
    }

    /// <summary>Copies every element; both may have strides of their own.</summary>
    /// <param name="source">[M, N]</param>
    /// <param name="destination">[M, N], or wider: columns behind those are set to zero.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static void Copy(Matrix source, Matrix destination)
    {
        CheckRoom(destination, source.Rows, source.Columns, nameof(destination));
        ClearColumns(destination, source.Columns);
        for (int row = 0; row < source.Rows; row++)
        {
            source.Row(row).CopyTo(destination.Row(row));
        }
    }

    /// <summary>Copies rows that follow each other without a gap; what lies between the rows of the destination is set to zero.</summary>
    /// <param name="source">M · N values.</param>
    /// <param name="destination">[M, N]</param>
    /// <exception cref="ArgumentException">The source has another length.</exception>
    public static void CopyRows(ReadOnlySpan<float> source, Matrix destination)
    {
        Throw.IfLengthDiffers(source.Length, (long)destination.Rows * destination.Columns, nameof(source));
        Matrix padded = destination.WithPadding();
        for (int row = 0; row < destination.Rows; row++)
        {
            Span<float> target = padded.Row(row);
            source.Slice(row * destination.Columns, destination.Columns).CopyTo(target);
            target[destination.Columns..].Clear();
        }
    }

    /// <summary>Adds rows that follow each other without a gap.</summary>
    /// <param name="source">M · N values.</param>
    /// <param name="destination">[M, N]</param>
    /// <exception cref="ArgumentException">The source has another length.</exception>
    public static void AddRows(ReadOnlySpan<float> source, Matrix destination)
    {
        Throw.IfLengthDiffers(source.Length, (long)destination.Rows * destination.Columns, nameof(source));
        for (int row = 0; row < destination.Rows; row++)
        {
            Span<float> target = destination.Row(row);
            TensorPrimitives.Add(target, source.Slice(row * destination.Columns, destination.Columns), target);
        }
    }

    /// <summary>destination += source</summary>
    /// <param name="source">[M, N]</param>
    /// <param name="destination">[M, N]</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void Add(Matrix source, Matrix destination)
    {
        CheckShape(destination, source.Rows, source.Columns, nameof(destination));
        for (int row = 0; row < source.Rows; row++)
        {
            Span<float> target = destination.Row(row);
            TensorPrimitives.Add(target, source.Row(row), target);
        }
    }

    /// <summary>destination += factor · source</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="source">[M, N]</param>
    /// <param name="destination">[M, N]</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void AddScaled(float factor, Matrix source, Matrix destination)
    {
        CheckShape(destination, source.Rows, source.Columns, nameof(destination));
        for (int row = 0; row < source.Rows; row++)
        {
            Span<float> target = destination.Row(row);
            TensorPrimitives.MultiplyAdd(source.Row(row), factor, target, target);
        }
    }

    /// <summary>Sets every row of a matrix to the same values.</summary>
    /// <param name="row">N values.</param>
    /// <param name="destination">[M, N]</param>
    /// <exception cref="ArgumentException">The row is not as long as the matrix is wide.</exception>
    public static void BroadcastRow(ReadOnlySpan<float> row, Matrix destination)
    {
        Throw.IfLengthDiffers(row.Length, destination.Columns, nameof(row));
        for (int i = 0; i < destination.Rows; i++)
        {
            row.CopyTo(destination.Row(i));
        }
    }

    /// <summary>sums += Σ over the rows of a matrix, first row first.</summary>
    /// <param name="source">[M, N]</param>
    /// <param name="sums">N values.</param>
    /// <exception cref="ArgumentException">The sums are not as many as the columns.</exception>
    public static void AccumulateRows(Matrix source, Span<float> sums)
    {
        Throw.IfLengthDiffers(sums.Length, source.Columns, nameof(sums));
        AccumulateRows(source, sums, workers: null);
    }

    /// <summary>The same with threads that divide the columns; no shape is checked.</summary>
    internal static void AccumulateRows(Matrix source, Span<float> sums, Workers? workers)
    {
        const int OperationsOfSum = 8;
        var work = new ColumnSums { Source = source, Sums = sums };
        workers = MatrixProduct.WorthIt(workers, source.Rows, source.Columns, OperationsOfSum);
        Workers.Run(workers, ref work, source.Columns, AlignedBuffer.FloatsPerLine);
    }

    /// <summary>destination[i] ← table[tokens[i]] + row: the product of one-hot vectors with a matrix, plus a bias.</summary>
    /// <param name="tokens">M row indices.</param>
    /// <param name="table">[vocabulary, N]</param>
    /// <param name="row">N values.</param>
    /// <param name="destination">[M, N]</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static void GatherRows(ReadOnlySpan<int> tokens, Matrix table, ReadOnlySpan<float> row, Matrix destination)
    {
        CheckShape(destination, tokens.Length, table.Columns, nameof(destination));
        Throw.IfLengthDiffers(row.Length, table.Columns, nameof(row));
        for (int i = 0; i < tokens.Length; i++)
        {
            TensorPrimitives.Add(row, table.Row(tokens[i]), destination.Row(i));
        }
    }

    /// <summary>destination[i] ← table[tokens[i]]: the vectors that tokens are embedded as.</summary>
    /// <param name="tokens">M row indices.</param>
    /// <param name="table">[vocabulary, N]</param>
    /// <param name="destination">[M, N]</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A token is no row of the table.</exception>
    public static void GatherRows(ReadOnlySpan<int> tokens, Matrix table, Matrix destination)
    {
        CheckShape(destination, tokens.Length, table.Columns, nameof(destination));
        for (int i = 0; i < tokens.Length; i++)
        {
            table.Row(tokens[i]).CopyTo(destination.Row(i));
        }
    }

    /// <summary>
    /// table[tokens[i]] += source[i]: the gradient of <see cref="GatherRows(ReadOnlySpan{int}, Matrix, Matrix)"/> by its table.
    /// </summary>
    /// <param name="tokens">M row indices.</param>
    /// <param name="source">[M, N]</param>
    /// <param name="table">[vocabulary, N]</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static void ScatterAddRows(ReadOnlySpan<int> tokens, Matrix source, Matrix table)
    {
        CheckShape(source, tokens.Length, table.Columns, nameof(source));
        for (int i = 0; i < tokens.Length; i++)
        {
            Span<float> target = table.Row(tokens[i]);
            TensorPrimitives.Add(target, source.Row(i), target);
        }
    }

    /// <summary>Sets the last columns of a matrix to zero.</summary>
    /// <param name="matrix">[M, N]</param>
    /// <param name="from">The first column to clear.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column lies outside the matrix.</exception>
    public static void ClearColumns(Matrix matrix, int from)
    {
        for (int row = 0; row < matrix.Rows; row++)
        {
            matrix.Row(row)[from..].Clear();
        }
    }

    private static void CheckRoom(Matrix matrix, int rows, int columns, string parameterName)
    {
        if (matrix.Rows != rows || matrix.Columns < columns)
        {
            throw new ArgumentException(
                $"Expected a matrix of [{rows}, {columns}], or with more columns, got [{matrix.Rows}, {matrix.Columns}].", parameterName);
        }
    }

    internal static void CheckShape(Matrix matrix, int rows, int columns, string parameterName)
    {
        if (matrix.Rows != rows || matrix.Columns != columns)
        {
            throw new ArgumentException(
                $"Expected a matrix of [{rows}, {columns}], got [{matrix.Rows}, {matrix.Columns}].", parameterName);
        }
    }

    private ref struct ColumnSums : IRowWork
    {
        public Matrix Source;
        public Span<float> Sums;

        public readonly void Run(int start, int end)
        {
            Span<float> sums = Sums[start..end];
            for (int row = 0; row < Source.Rows; row++)
            {
                TensorPrimitives.Add(sums, Source.Row(row)[start..end], sums);
            }
        }
    }
}
