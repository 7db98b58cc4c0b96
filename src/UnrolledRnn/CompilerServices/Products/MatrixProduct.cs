using System.ComponentModel;
using System.Numerics;
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
    /// <summary>Products of fewer multiplications are not worth a thread.</summary>
    private const long WorthDividing = 1 << 17;

    /// <summary>C += A B</summary>
    /// <param name="a">[M, K]</param>
    /// <param name="b">[K, N], N a multiple of 16.</param>
    /// <param name="c">[M, N]</param>
    /// <param name="tape">Whose threads to use; null for the calling one alone.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static void Accumulate(Matrix a, Matrix b, Matrix c, TrainingTape? tape = null)
    {
        CheckShapes(a.Rows, a.Columns, b, c);
        var work = new Work
        {
            Operands = new ProductOperands(ref a.Reference, a.Stride, 1, ref b.Reference, b.Stride, ref c.Reference, c.Stride),
            Depth = b.Rows,
            Columns = c.Columns,
        };
        Divide(ref work, c.Rows, tape?.Workers);
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

    /// <summary>The threads for a product, or none where it is small.</summary>
    internal static Workers? WorthIt(Workers? workers, long rows, long depth, long columns) =>
        rows * depth * columns < WorthDividing ? null : workers;

    private static void Divide(ref Work work, int rows, Workers? workers) =>
        Workers.Run(WorthIt(workers, rows, work.Depth, work.Columns), ref work, rows, multiple: 8);

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
            ProductKernel<SimdAny, Vector<float>>.Run(operands, rows, depth, columns);
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
        public int Depth;
        public int Columns;

        public readonly void Run(int start, int end) => MatrixProduct.Run(Operands.At(start, 0, 0), end - start, Depth, Columns);
    }
}
