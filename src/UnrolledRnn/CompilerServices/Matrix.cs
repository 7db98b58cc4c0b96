using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace UnrolledRnn.CompilerServices;

/// <summary>A row-major view of floats as a matrix, [Rows, Columns], whose rows start Stride floats apart.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Matrix
{
    private readonly ref float _first;

    /// <summary>Views a span as a matrix.</summary>
    /// <param name="values">At least (rows - 1) · stride + columns floats.</param>
    /// <param name="rows">Rows; may be 0.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="stride">Floats from the start of one row to the start of the next.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or the stride is below the columns.</exception>
    public Matrix(Span<float> values, int rows, int columns, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, columns);
        long needed = rows == 0 ? 0 : ((long)(rows - 1) * stride) + columns;
        if (values.Length < needed)
        {
            throw new ArgumentException(
                $"A {rows} x {columns} matrix with stride {stride} needs {needed} elements, got {values.Length}.", nameof(values));
        }

        _first = ref MemoryMarshal.GetReference(values);
        Rows = rows;
        Columns = columns;
        Stride = stride;
    }

    /// <summary>Views a span as a matrix whose rows follow each other without a gap.</summary>
    /// <param name="values">At least rows · columns floats.</param>
    /// <param name="rows">Rows; may be 0.</param>
    /// <param name="columns">Columns.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> is too short.</exception>
    public Matrix(Span<float> values, int rows, int columns)
        : this(values, rows, columns, columns)
    {
    }

    private Matrix(ref float first, int rows, int columns, int stride)
    {
        _first = ref first;
        Rows = rows;
        Columns = columns;
        Stride = stride;
    }

    /// <summary>Rows.</summary>
    public int Rows { get; }

    /// <summary>Columns.</summary>
    public int Columns { get; }

    /// <summary>Floats from the start of one row to the start of the next.</summary>
    public int Stride { get; }

    /// <summary>The element in a row and a column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The element lies outside the matrix.</exception>
    public ref float this[int row, int column]
    {
        get
        {
            if ((uint)row >= (uint)Rows || (uint)column >= (uint)Columns)
            {
                throw new ArgumentOutOfRangeException(nameof(row), $"[{row}, {column}] lies outside a {Rows} x {Columns} matrix.");
            }

            return ref Unsafe.Add(ref _first, ((nint)row * Stride) + column);
        }
    }

    /// <summary>A row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The row lies outside the matrix.</exception>
    public Span<float> Row(int row)
    {
        if ((uint)row >= (uint)Rows)
        {
            throw new ArgumentOutOfRangeException(nameof(row), $"Row {row} lies outside a {Rows} x {Columns} matrix.");
        }

        return MemoryMarshal.CreateSpan(ref Unsafe.Add(ref _first, (nint)row * Stride), Columns);
    }

    /// <summary>Some of the columns.</summary>
    /// <param name="start">The first column.</param>
    /// <param name="columns">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">The columns lie outside the matrix.</exception>
    public Matrix Slice(int start, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)start + columns, Columns, nameof(columns));
        return new Matrix(ref Unsafe.Add(ref _first, start), Rows, columns, Stride);
    }

    /// <summary>The same rows with what lies between them, so that they are as wide as their stride.</summary>
    public Matrix WithPadding() => new(ref _first, Rows, Stride, Stride);

    /// <summary>Some of the rows.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="rows">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rows lie outside the matrix.</exception>
    public Matrix RowRange(int start, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)start + rows, Rows, nameof(rows));
        return new Matrix(ref Unsafe.Add(ref _first, (nint)start * Stride), rows, Columns, Stride);
    }

    /// <summary>The first element of a row, for kernels that have checked the shapes.</summary>
    internal ref float RowReference(int row) => ref Unsafe.Add(ref _first, (nint)row * Stride);

    /// <summary>The first element, for kernels that have checked the shapes.</summary>
    internal ref float Reference => ref _first;
}
