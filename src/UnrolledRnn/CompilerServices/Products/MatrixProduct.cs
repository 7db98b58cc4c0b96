using System.ComponentModel;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Matrix products that add to their result. The columns of the result are padded to whole cache lines, so that no
/// kernel has a remainder of lanes. Every element sums in the same order on every vector width and for every number of
/// rows: in blocks of 128 terms, one term after the other.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MatrixProduct
{
    /// <summary>Products of fewer multiplications, about 10 µs of one thread, are not worth another.</summary>
    private const long WorthDividing = 1 << 19;

    /// <summary>C += A B</summary>
    /// <param name="a">[M, K]</param>
    /// <param name="b">[K, N], N a multiple of 16.</param>
    /// <param name="c">[M, N]</param>
    /// <param name="tape">Whose threads to use; null for the calling one alone.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static void Accumulate(Matrix a, Matrix b, Matrix c, TrainingTape? tape = null) => Accumulate(a, b, c, tape?.Workers);

    /// <inheritdoc cref="Accumulate(Matrix, Matrix, Matrix, TrainingTape?)"/>
    internal static void Accumulate(Matrix a, Matrix b, Matrix c, Workers? workers)
    {
        CheckShapes(a.Rows, a.Columns, b, c);
        var work = new Work
        {
            Operands = new ProductOperands(ref a.Reference, a.Stride, 1, ref b.Reference, b.Stride, ref c.Reference, c.Stride),
            Depth = b.Rows,
            Columns = c.Columns,
        };
        Divide(ref work, c.Rows, workers);
    }

    /// <summary>C += Aᵀ B</summary>
    /// <param name="a">[K, M]</param>
    /// <param name="b">[K, N], N a multiple of 16.</param>
    /// <param name="c">[M, N]</param>
    /// <param name="tape">Whose threads to use; null for the calling one alone.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static void AccumulateTransposed(Matrix a, Matrix b, Matrix c, TrainingTape? tape = null) =>
        AccumulateTransposed(a, b, c, tape?.Workers);

    /// <inheritdoc cref="AccumulateTransposed(Matrix, Matrix, Matrix, TrainingTape?)"/>
    internal static void AccumulateTransposed(Matrix a, Matrix b, Matrix c, Workers? workers)
    {
        CheckShapes(a.Columns, a.Rows, b, c);
        var work = new Work
        {
            Operands = new ProductOperands(ref a.Reference, 1, a.Stride, ref b.Reference, b.Stride, ref c.Reference, c.Stride),
            Depth = b.Rows,
            Columns = c.Columns,
        };
        Divide(ref work, c.Rows, workers);
    }

    /// <summary>C += A Bᵀ</summary>
    /// <param name="a">[M, K]</param>
    /// <param name="b">[N, K]</param>
    /// <param name="c">[M, N], or wider: columns behind those are left as they are; a multiple of 16.</param>
    /// <param name="tape">Whose threads to use; null for the calling one alone.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static void AccumulateByTransposed(Matrix a, Matrix b, Matrix c, TrainingTape? tape = null) =>
        AccumulateByTransposed(a, b, c, tape?.Workers);

    /// <inheritdoc cref="AccumulateByTransposed(Matrix, Matrix, Matrix, TrainingTape?)"/>
    internal static void AccumulateByTransposed(Matrix a, Matrix b, Matrix c, Workers? workers)
    {
        if (a.Columns != b.Columns || c.Rows != a.Rows || c.Columns < b.Rows || c.Columns % AlignedBuffer.FloatsPerLine != 0)
        {
            throw new ArgumentException(
                $"A product of [{a.Rows}, {a.Columns}] and the transpose of [{b.Rows}, {b.Columns}] does not fit a result of [{c.Rows}, {c.Columns}].",
                nameof(c));
        }

        var work = new TransposedWork { A = a, B = b, C = c };
        Workers.Run(WorthIt(workers, c.Rows, a.Columns, c.Columns), ref work, c.Columns, ColumnsOfPart);
    }

    /// <summary>Columns of which a thread has a multiple: a panel of the widest vectors.</summary>
    private const int ColumnsOfPart = 32;

    /// <summary>Rows of which a thread has a multiple: those of a tile.</summary>
    private const int RowsOfPart = 8;

    /// <summary>Rows whose product with a panel takes as long as packing it, which each thread does that has some of its rows.</summary>
    private const int RowsOfPacking = 8;

    /// <summary>The threads for a product, or none where it is small.</summary>
    internal static Workers? WorthIt(Workers? workers, long rows, long depth, long columns) =>
        rows * depth * columns < WorthDividing ? null : workers;

    /// <summary>Divides the columns or the rows, whichever leaves less to the thread that has most.</summary>
    private static void Divide(ref Work work, int rows, Workers? workers)
    {
        workers = WorthIt(workers, rows, work.Depth, work.Columns);
        work.ByColumns = workers is not null
            && LargestPart(work.Columns, ColumnsOfPart, workers.Threads) * (rows + RowsOfPacking)
                < work.Columns * (LargestPart(rows, RowsOfPart, workers.Threads) + RowsOfPacking);
        work.Rows = rows;
        if (work.ByColumns)
        {
            Workers.Run(workers, ref work, work.Columns, ColumnsOfPart);
        }
        else
        {
            Workers.Run(workers, ref work, rows, RowsOfPart);
        }
    }

    private static long LargestPart(int count, int multiple, int parts)
    {
        int units = (count + multiple - 1) / multiple;
        return Math.Min((units + parts - 1) / parts * multiple, count);
    }

    private static void Run(ProductOperands operands, int rows, int depth, int columns)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ProductKernel<Simd512, Vector512<float>>.Run(operands, rows, depth, columns);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ProductKernel<Simd256, Vector256<float>>.Run(operands, rows, depth, columns);
        }
        else
        {
            ProductKernel<Simd128, Vector128<float>>.Run(operands, rows, depth, columns);
        }
    }

    private static void CheckShapes(int rows, int depth, Matrix b, Matrix c)
    {
        if (b.Rows != depth || c.Rows != rows || c.Columns != b.Columns)
        {
            throw new ArgumentException(
                $"A product of [{rows}, {depth}] and [{b.Rows}, {b.Columns}] does not fit a result of [{c.Rows}, {c.Columns}].", nameof(c));
        }

        if (c.Columns % AlignedBuffer.FloatsPerLine != 0)
        {
            throw new ArgumentException(
                $"The result must have a multiple of {AlignedBuffer.FloatsPerLine} columns, got {c.Columns}.", nameof(c));
        }
    }

    private ref struct Work : IRowWork
    {
        public ProductOperands Operands;
        public int Rows;
        public int Depth;
        public int Columns;
        public bool ByColumns;

        public readonly void Run(int start, int end)
        {
            if (ByColumns)
            {
                MatrixProduct.Run(Operands.At(0, 0, start), Rows, Depth, end - start);
            }
            else
            {
                MatrixProduct.Run(Operands.At(start, 0, 0), end - start, Depth, Columns);
            }
        }
    }

    private ref struct TransposedWork : IRowWork
    {
        public Matrix A;
        public Matrix B;
        public Matrix C;

        public readonly void Run(int start, int end)
        {
            int rows = Math.Min(end, B.Rows) - start;
            if (rows > 0)
            {
                PackedProduct.AccumulateByTransposed(A, B.RowRange(start, rows), C.Slice(start, end - start));
            }
        }
    }
}
