using System.Runtime.CompilerServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// The matrix product over one vector width: tiles of eight or four rows, and one of those that are left over, by two vectors, each
/// accumulator summing along the depth. A block of the depth keeps the panel of B that the tiles read in the first-level cache while
/// every row of A passes over it.
/// </summary>
internal static partial class ProductKernel<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private const int DepthBlock = 128;

    /// <summary>Rows from which on it pays to copy a panel of B that does not lie in one piece.</summary>
    private const int RowsWorthPacking = 24;

    /// <summary>Rows of the tallest tile.</summary>
    private const int TileRows = 8;

    /// <summary>Rows from which on tiles of C are kept in one place.</summary>
    private const int TallRows = 64;

    /// <summary>Terms of a panel that is copied.</summary>
    private const int PackedDepth = 512;

    /// <summary>Columns of a panel: two vectors.</summary>
    private static int PanelColumns => 2 * TSimd.Count;

    /// <summary>C += A B</summary>
    /// <param name="operands">Where the matrices lie.</param>
    /// <param name="rows">Rows of C.</param>
    /// <param name="depth">Terms of a sum.</param>
    /// <param name="columns">Columns of C, a multiple of 16.</param>
    public static void Run(ProductOperands operands, int rows, int depth, int columns)
    {
        if (rows >= RowsWorthPacking)
        {
            RunPacking(operands, rows, depth, columns);
            return;
        }

        if (rows == 1)
        {
            RunRow(operands, depth, columns);
            return;
        }

        for (int column = 0; column < columns; column += PanelColumns)
        {
            RunPanel(operands.At(0, 0, column), rows, depth, Math.Min(PanelColumns, columns - column));
        }
    }

    /// <summary>C += A B for the columns of a panel.</summary>
    /// <param name="panel">A, and B and C at the first of these columns.</param>
    /// <param name="rows">Rows of C.</param>
    /// <param name="depth">Terms of a sum.</param>
    /// <param name="width">Columns of the panel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunPanel(ProductOperands panel, int rows, int depth, int width)
    {
        if (rows >= TallRows && depth > DepthBlock)
        {
            RunTallPanel(panel, rows, depth, width);
            return;
        }

        for (int term = 0; term < depth; term += DepthBlock)
        {
            RunBlock(panel.At(0, term, 0), rows, Math.Min(DepthBlock, depth - term), width);
        }
    }

    /// <summary>
    /// Where many rows lie far apart, each tile of C goes through all blocks of the depth in one place, and comes and goes once.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void RunTallPanel(ProductOperands panel, int rows, int depth, int width)
    {
        Span<float> room = stackalloc float[(TileRows * 2 * 16) + AlignedBuffer.FloatsPerLine];
        ref float tile = ref AlignedBuffer.FirstOnLine(room);
        for (int row = 0; row < rows; row += TileRows)
        {
            int count = Math.Min(TileRows, rows - row);
            ref float c = ref Unsafe.Add(ref panel.C, row * panel.CStride);
            Copy(ref c, panel.CStride, ref tile, width, count, width);
            PrefetchRows(ref Unsafe.Add(ref c, TileRows * panel.CStride), panel.CStride, Math.Min(TileRows, rows - row - count));
            for (int term = 0; term < depth; term += DepthBlock)
            {
                ProductOperands at = panel.At(row, term, 0);
                RunBlock(
                    new ProductOperands(ref at.A, at.ARowStride, at.ADepthStride, ref at.B, at.BStride, ref tile, width),
                    count, Math.Min(DepthBlock, depth - term), width);
            }

            Copy(ref tile, width, ref c, panel.CStride, count, width);
        }
    }

    private static void RunBlock(ProductOperands block, int rows, int terms, int width)
    {
        int row = 0;
        if (width < PanelColumns)
        {
            for (; TSimd.TileVectors == 4 && row <= rows - 8; row += 8)
            {
                Tile8x1(block.At(row, 0, 0), terms);
            }

            for (; row <= rows - 4; row += 4)
            {
                Tile4x1(block.At(row, 0, 0), terms);
            }

            for (; row < rows; row++)
            {
                Tile1x1(block.At(row, 0, 0), terms);
            }

            return;
        }

        for (; TSimd.TileVectors == 4 && row <= rows - 8; row += 8)
        {
            Tile8x2(block.At(row, 0, 0), terms);
        }

        for (; row <= rows - 4; row += 4)
        {
            Tile4x2(block.At(row, 0, 0), terms);
        }

        switch (rows - row)
        {
            case 3:
                Tile3x2(block.At(row, 0, 0), terms);
                break;
            case 2:
                Tile2x2(block.At(row, 0, 0), terms);
                break;
            case 1:
                Tile1x2(block.At(row, 0, 0), terms);
                break;
        }
    }

    /// <summary>Of one row, eight sums side by side keep the units busy that wait for two.</summary>
    private static void RunRow(ProductOperands operands, int depth, int columns)
    {
        int column = 0;
        for (; column <= columns - (8 * TSimd.Count); column += 8 * TSimd.Count)
        {
            for (int term = 0; term < depth; term += DepthBlock)
            {
                Tile1x8(operands.At(0, term, column), Math.Min(DepthBlock, depth - term));
            }
        }

        for (; column < columns; column += PanelColumns)
        {
            RunPanel(operands.At(0, 0, column), 1, depth, Math.Min(PanelColumns, columns - column));
        }
    }

    /// <summary>
    /// Copies each panel of B to one piece of memory first: in place, its rows may lie on as many pages, and in as few sets of the
    /// cache.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void RunPacking(ProductOperands operands, int rows, int depth, int columns)
    {
        Span<float> room = stackalloc float[(PackedDepth * 2 * 16) + AlignedBuffer.FloatsPerLine];
        ref float packed = ref AlignedBuffer.FirstOnLine(room);
        for (int term = 0; term < depth; term += PackedDepth)
        {
            int terms = Math.Min(PackedDepth, depth - term);
            for (int column = 0; column < columns; column += PanelColumns)
            {
                int width = Math.Min(PanelColumns, columns - column);
                ProductOperands at = operands.At(0, term, column);
                Copy(ref at.B, at.BStride, ref packed, width, terms, width);
                var panel = new ProductOperands(ref at.A, at.ARowStride, at.ADepthStride, ref packed, width, ref at.C, at.CStride);
                RunPanel(panel, rows, terms, width);
            }
        }
    }

    /// <summary>Copies whole vectors of rows.</summary>
    private static void Copy(ref float source, nint sourceStride, ref float target, nint targetStride, int rows, int width)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int c = 0; c < width; c += TSimd.Count)
            {
                TSimd.Store(TSimd.Load(ref source, (row * sourceStride) + c), ref target, (row * targetStride) + c);
            }
        }
    }

    private static void PrefetchRows(ref float first, nint stride, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            ref float line = ref Unsafe.Add(ref first, row * stride);
            CacheLine.Prefetch(ref line);
            CacheLine.Prefetch(ref Unsafe.Add(ref line, PanelColumns - 1));
        }
    }
}
