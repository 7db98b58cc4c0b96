using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// The right operand of many products, [Depth, Columns], laid out in the order in which they read it: panels of as many columns as
/// a tile has, row after row, so that it streams through the caches. The last panel may be narrower.
/// </summary>
internal readonly ref struct PackedMatrix
{
    private readonly ref float _first;

    private PackedMatrix(Span<float> values, int depth, int columns)
    {
        _first = ref MemoryMarshal.GetReference(values);
        Depth = depth;
        Columns = columns;
    }

    /// <summary>Columns of a panel.</summary>
    public static int PanelColumns =>
        2 * (Vector512.IsHardwareAccelerated ? Simd512.Count : Vector256.IsHardwareAccelerated ? Simd256.Count : SimdAny.Count);

    /// <summary>Terms of each sum.</summary>
    public int Depth { get; }

    /// <summary>Columns, a multiple of 16.</summary>
    public int Columns { get; }

    /// <summary>The panel that begins at a column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float Panel(int column) => ref Unsafe.Add(ref _first, (nint)column * Depth);

    /// <summary>Packs a matrix.</summary>
    /// <param name="source">[depth, columns], columns a multiple of 16.</param>
    /// <param name="room">depth · columns floats, on a cache line.</param>
    public static PackedMatrix Of(Matrix source, Span<float> room)
    {
        var packed = new PackedMatrix(room[..(source.Rows * source.Columns)], source.Rows, source.Columns);
        for (int column = 0; column < source.Columns; column += PanelColumns)
        {
            int width = Math.Min(PanelColumns, source.Columns - column);
            Span<float> panel = room.Slice(column * source.Rows, width * source.Rows);
            for (int row = 0; row < source.Rows; row++)
            {
                source.Row(row).Slice(column, width).CopyTo(panel[(row * width)..]);
            }
        }

        return packed;
    }

    /// <summary>Packs a matrix with rows and columns exchanged.</summary>
    /// <param name="source">[M, depth]</param>
    /// <param name="columns">M, or more: columns behind those are zeros; a multiple of 16.</param>
    /// <param name="room">depth · columns floats, on a cache line.</param>
    public static PackedMatrix OfTransposed(Matrix source, int columns, Span<float> room)
    {
        int depth = source.Columns;
        var packed = new PackedMatrix(room[..(depth * columns)], depth, columns);
        for (int column = 0; column < columns; column += PanelColumns)
        {
            int width = Math.Min(PanelColumns, columns - column);
            var panel = new Matrix(room.Slice(column * depth, width * depth), depth, width);
            int rows = Math.Min(width, source.Rows - column);
            MatrixOperations.Transpose(source.RowRange(column, rows), panel);
        }

        return packed;
    }
}
