namespace UnrolledRnn.CompilerServices;

/// <summary>
/// The matrix product over one vector width: tiles of four rows, and one of those that are left over, by as many vectors as fit
/// the registers, each accumulator summing along the depth. A block of the depth keeps the columns of B that a tile reads in the
/// first-level cache while every row of A passes over them.
/// </summary>
internal static partial class ProductKernel<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private const int DepthBlock = 128;

    public static void Run(ProductOperands operands, int rows, int depth, int columns)
    {
        for (int term = 0; term < depth; term += DepthBlock)
        {
            int terms = Math.Min(DepthBlock, depth - term);
            int column = 0;
            while (column < columns)
            {
                int vectors = (columns - column) / TSimd.Count;
                if (rows == 1 && vectors >= 8)
                {
                    // Of one row, eight sums side by side keep the units busy that wait for four.
                    Tile1x8(operands.At(0, term, column), terms);
                    column += 8 * TSimd.Count;
                }
                else if (TSimd.TileVectors == 4 && vectors >= 4)
                {
                    Panel4(operands.At(0, term, column), rows, terms);
                    column += 4 * TSimd.Count;
                }
                else if (vectors >= 2)
                {
                    Panel2(operands.At(0, term, column), rows, terms);
                    column += 2 * TSimd.Count;
                }
                else
                {
                    Panel1(operands.At(0, term, column), rows, terms);
                    column += TSimd.Count;
                }
            }
        }
    }

    private static void Panel4(ProductOperands p, int rows, int depth)
    {
        int row = 0;
        for (; row <= rows - 4; row += 4)
        {
            Tile4x4(p.At(row, 0, 0), depth);
        }

        switch (rows - row)
        {
            case 3:
                Tile3x4(p.At(row, 0, 0), depth);
                break;
            case 2:
                Tile2x4(p.At(row, 0, 0), depth);
                break;
            case 1:
                Tile1x4(p.At(row, 0, 0), depth);
                break;
        }
    }

    private static void Panel2(ProductOperands p, int rows, int depth)
    {
        int row = 0;
        for (; row <= rows - 4; row += 4)
        {
            Tile4x2(p.At(row, 0, 0), depth);
        }

        switch (rows - row)
        {
            case 3:
                Tile3x2(p.At(row, 0, 0), depth);
                break;
            case 2:
                Tile2x2(p.At(row, 0, 0), depth);
                break;
            case 1:
                Tile1x2(p.At(row, 0, 0), depth);
                break;
        }
    }

    private static void Panel1(ProductOperands p, int rows, int depth)
    {
        int row = 0;
        for (; row <= rows - 4; row += 4)
        {
            Tile4x1(p.At(row, 0, 0), depth);
        }

        for (; row < rows; row++)
        {
            Tile1x1(p.At(row, 0, 0), depth);
        }
    }
}
