using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <summary>Products with a packed matrix; sums go in the order of <see cref="MatrixProduct"/>.</summary>
internal static class PackedProduct
{
    /// <summary>C += A B</summary>
    /// <param name="a">[M, K]</param>
    /// <param name="b">[K, N]</param>
    /// <param name="c">[M, N]</param>
    /// <param name="workers">The threads; null for the calling one alone.</param>
    public static void Accumulate(Matrix a, PackedMatrix b, Matrix c, Workers? workers = null)
    {
        var work = new Work { A = a, B = b, C = c };
        Workers.Run(MatrixProduct.WorthIt(workers, c.Rows, b.Depth, b.Columns), ref work, c.Rows, multiple: 8);
    }

    /// <summary>C += A Bᵀ, whose panels are transposed one by one.</summary>
    /// <param name="a">[M, K]</param>
    /// <param name="b">[N, K]</param>
    /// <param name="c">[M, N], or wider.</param>
    [SkipLocalsInit]
    public static void AccumulateByTransposed(Matrix a, Matrix b, Matrix c)
    {
        const int Terms = 512;
        const int WidestPanel = 32;
        Span<float> memory = stackalloc float[(Terms * WidestPanel) + AlignedBuffer.FloatsPerLine];
        Span<float> room = MemoryMarshal.CreateSpan(ref AlignedBuffer.FirstOnLine(memory), Terms * WidestPanel);
        for (int term = 0; term < a.Columns; term += Terms)
        {
            int terms = Math.Min(Terms, a.Columns - term);
            Matrix left = a.Slice(term, terms);
            for (int column = 0; column < b.Rows; column += PackedMatrix.PanelColumns)
            {
                int width = Math.Min(PackedMatrix.PanelColumns, c.Columns - column);
                Matrix rows = b.RowRange(column, Math.Min(width, b.Rows - column)).Slice(term, terms);
                PackedMatrix panel = PackedMatrix.OfTransposed(rows, width, room);
                Accumulate(ref left.Reference, left.Stride, 1, panel, 0, width, ref c.Slice(column, width).Reference, c.Stride, c.Rows);
            }
        }
    }

    /// <summary>C += Aᵀ B for some of the columns of B.</summary>
    /// <param name="a">[K, M]</param>
    /// <param name="b">[K, N]</param>
    /// <param name="column">The first column, that of a panel.</param>
    /// <param name="columns">How many, whole panels or to the end.</param>
    /// <param name="c">[M, N], with those columns in one panel.</param>
    public static void AccumulateTransposed(Matrix a, PackedMatrix b, int column, int columns, GateWeights c)
    {
        Matrix target = c.Slice(column, columns);
        Accumulate(ref a.Reference, 1, a.Stride, b, column, columns, ref target.Reference, target.Stride, target.Rows);
    }

    /// <summary>C += A B for some of the columns of B; no shape is checked.</summary>
    /// <param name="a">The first of <paramref name="rows"/> rows of A.</param>
    /// <param name="aStride">Floats from one to the next.</param>
    /// <param name="aDepthStride">Floats from one term to the next.</param>
    /// <param name="b">[K, N]</param>
    /// <param name="column">The first column of B, that of a panel.</param>
    /// <param name="columns">How many, whole panels or to the end.</param>
    /// <param name="c">The first row of the result, at that column.</param>
    /// <param name="cStride">Floats from one row of the result to the next.</param>
    /// <param name="rows">M.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate(
        ref float a, nint aStride, nint aDepthStride, PackedMatrix b, int column, int columns, ref float c, nint cStride, int rows)
    {
        for (int done = 0; done < columns;)
        {
            int width = Math.Min(PackedMatrix.PanelColumns, columns - done);
            var operands = new ProductOperands(
                ref a, aStride, aDepthStride, ref b.Panel(column + done), width, ref Unsafe.Add(ref c, done), cStride);
            int left = rows == 1 ? (columns - done) / PackedMatrix.PanelColumns : 0;
            done += PackedMatrix.PanelColumns * (Vector512.IsHardwareAccelerated
                ? Run<Simd512, Vector512<float>>(operands, rows, b.Depth, width, left)
                : Vector256.IsHardwareAccelerated
                    ? Run<Simd256, Vector256<float>>(operands, rows, b.Depth, width, left)
                    : Run<Simd128, Vector128<float>>(operands, rows, b.Depth, width, left));
        }
    }

    /// <summary>A panel, or several where a single row has as many left.</summary>
    /// <returns>How many.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Run<TSimd, TVector>(ProductOperands operands, int rows, int depth, int width, int rowPanels)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        if (rowPanels >= ProductKernel<TSimd, TVector>.RowPanels)
        {
            ProductKernel<TSimd, TVector>.RunRowOfPanels(operands, depth);
            return ProductKernel<TSimd, TVector>.RowPanels;
        }

        ProductKernel<TSimd, TVector>.RunPanel(operands, rows, depth, width);
        return 1;
    }

    private ref struct Work : IRowWork
    {
        public Matrix A;
        public PackedMatrix B;
        public Matrix C;

        public readonly void Run(int start, int end)
        {
            Matrix a = A.RowRange(start, end - start);
            Matrix c = C.RowRange(start, end - start);
            Accumulate(ref a.Reference, a.Stride, 1, B, 0, B.Columns, ref c.Reference, c.Stride, c.Rows);
        }
    }
}
