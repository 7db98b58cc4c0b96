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
        2 * (Vector512.IsHardwareAccelerated ? Simd512.Count : Vector256.IsHardwareAccelerated ? Simd256.Count : Simd128.Count);

    /// <summary>Terms of each sum.</summary>
    public int Depth { get; }

    /// <summary>Columns, a multiple of 16.</summary>
    public int Columns { get; }

    /// <summary>The panel that begins at a column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float Panel(int column) => ref Unsafe.Add(ref _first, (nint)column * Depth);

    /// <summary>A matrix whose rows are yet to be packed.</summary>
    /// <param name="room">depth · columns floats, on a cache line.</param>
    /// <param name="depth">Rows.</param>
    /// <param name="columns">Columns, a multiple of 16.</param>
    public static PackedMatrix In(Span<float> room, int depth, int columns) => new(room[..(depth * columns)], depth, columns);

    /// <summary>Packs some of the rows.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="rows">Rows of all columns.</param>
    public void SetRows(int first, Matrix rows)
    {
        for (int column = 0; column < Columns; column += PanelColumns)
        {
            int width = Math.Min(PanelColumns, Columns - column);
            for (int row = 0; row < rows.Rows; row++)
            {
                ref float target = ref Unsafe.Add(ref Panel(column), (nint)(first + row) * width);
                VectorRow.Copy(ref Unsafe.Add(ref rows.RowReference(row), column), ref target, width);
            }
        }
    }

    /// <summary>Packs a matrix.</summary>
    /// <param name="source">[depth, columns], columns a multiple of 16.</param>
    /// <param name="room">depth · columns floats, on a cache line.</param>
    public static PackedMatrix Of(Matrix source, Span<float> room)
    {
        PackedMatrix packed = In(room, source.Rows, source.Columns);
        packed.SetRows(0, source);
        return packed;
    }

    /// <summary>Packs weights.</summary>
    /// <param name="source">[depth, columns], panels of which are whole panels of the result.</param>
    /// <param name="room">depth · columns floats, on a cache line.</param>
    public static PackedMatrix Of(GateWeights source, Span<float> room)
    {
        PackedMatrix packed = In(room, source.Rows, source.Columns);
        for (int column = 0; column < source.Columns; column = source.PanelEnd(column))
        {
            Matrix panel = source.Panel(column);
            In(room[(column * source.Rows)..], source.Rows, panel.Columns).SetRows(0, panel);
        }

        return packed;
    }

    /// <summary>Packs a matrix with rows and columns exchanged.</summary>
    /// <param name="source">[M, depth]</param>
    /// <param name="columns">M, or more: columns behind those are zeros; a multiple of 16.</param>
    /// <param name="room">depth · columns floats, on a cache line.</param>
    public static PackedMatrix OfTransposed(Matrix source, int columns, Span<float> room)
    {
        PackedMatrix packed = In(room, source.Columns, columns);
        packed.SetTransposed(0, source);
        return packed;
    }

    /// <summary>Packs weights with rows and columns exchanged.</summary>
    /// <inheritdoc cref="OfTransposed(Matrix, int, Span{float})"/>
    public static PackedMatrix OfTransposed(GateWeights source, int columns, Span<float> room)
    {
        PackedMatrix packed = In(room, source.Columns, columns);
        for (int column = 0; column < source.Columns; column = source.PanelEnd(column))
        {
            packed.SetTransposed(column, source.Panel(column));
        }

        return packed;
    }

    /// <summary>Packs some of the rows, which are columns of a matrix.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="source">A row for each column, or for the first ones: the others become zeros.</param>
    private void SetTransposed(int first, Matrix source)
    {
        for (int column = 0; column < Columns; column += PanelColumns)
        {
            int width = Math.Min(PanelColumns, Columns - column);
            ref float target = ref Unsafe.Add(ref Panel(column), (nint)first * width);
            var panel = new Matrix(MemoryMarshal.CreateSpan(ref target, source.Columns * width), source.Columns, width);
            int rows = Math.Min(width, source.Rows - column);
            if (rows > 0)
            {
                MatrixOperations.Transpose(source.RowRange(column, rows), panel);
            }
            else
            {
                MatrixOperations.ClearColumns(panel, from: 0);
            }
        }
    }

    /// <summary>sums += Σ over the rows, first row first, for the columns of a panel.</summary>
    /// <param name="column">The first column, that of a panel.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="sums">A sum for each of all columns.</param>
    public void AccumulateRows(int column, int columns, Span<float> sums)
    {
        ref float sum = ref MemoryMarshal.GetReference(sums.Slice(column, columns));
        for (int at = 0; at < columns; at += Vector256<float>.Count)
        {
            ref float source = ref Unsafe.Add(ref Panel(column), at);
            Vector256<float> total = Vector256.LoadUnsafe(ref sum, (nuint)at);
            for (int row = 0; row < Depth; row++, source = ref Unsafe.Add(ref source, columns))
            {
                total += Vector256.LoadUnsafe(ref source);
            }

            total.StoreUnsafe(ref sum, (nuint)at);
        }
    }

    /// <summary>table[tokens[i]] += row i, for the columns of a panel.</summary>
    /// <param name="tokens">A row of the table for each row.</param>
    /// <param name="column">The first column, that of a panel.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="table">[vocabulary, all columns]</param>
    public void ScatterAddRows(ReadOnlySpan<int> tokens, int column, int columns, GateWeights table)
    {
        Matrix rows = table.Slice(column, columns);
        ref float source = ref Panel(column);
        for (int row = 0; row < Depth; row++, source = ref Unsafe.Add(ref source, columns))
        {
            ref float target = ref rows.RowReference(tokens[row]);
            VectorRow.Add(ref target, ref source, ref target, columns);
        }
    }

    /// <summary>Copies a panel.</summary>
    /// <param name="destination">A matrix of the same shape.</param>
    /// <param name="column">The first column, that of a panel.</param>
    /// <param name="columns">Its columns.</param>
    public void CopyPanelTo(PackedMatrix destination, int column, int columns) =>
        MemoryMarshal.CreateReadOnlySpan(ref Panel(column), columns * Depth)
            .CopyTo(MemoryMarshal.CreateSpan(ref destination.Panel(column), columns * Depth));

    /// <summary>A row of a panel.</summary>
    /// <param name="column">The first column, that of a panel.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="row">The row.</param>
    public Span<float> PanelRow(int column, int columns, int row) =>
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref Panel(column), (nint)row * columns), columns);
}
