using System.ComponentModel;
using System.Numerics.Tensors;

namespace UnrolledRnn.CompilerServices;

/// <summary>
/// Moves one vector of every state of a batch to and from the padded rows of a tape. What a state holds behind
/// the vector is left alone.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StateRows
{
    /// <summary>States to rows; zeros where there are no states.</summary>
    /// <param name="states">[B, stateSize], or empty.</param>
    /// <param name="stateSize">Floats of a state.</param>
    /// <param name="offset">Where the vector begins in a state.</param>
    /// <param name="size">Its length.</param>
    /// <param name="rows">[B, size] in padded rows.</param>
    public static void CopyTo(ReadOnlySpan<float> states, int stateSize, int offset, int size, Span<float> rows)
    {
        rows.Clear();
        int stride = new GateLayout(size, 1).Stride;
        for (int at = 0, row = 0; at < states.Length; at += stateSize, row += stride)
        {
            states.Slice(at + offset, size).CopyTo(rows.Slice(row, size));
        }
    }

    /// <summary>Adds states to rows.</summary>
    /// <inheritdoc cref="CopyTo"/>
    public static void AddTo(ReadOnlySpan<float> states, int stateSize, int offset, int size, Span<float> rows)
    {
        int stride = new GateLayout(size, 1).Stride;
        for (int at = 0, row = 0; at < states.Length; at += stateSize, row += stride)
        {
            Span<float> target = rows.Slice(row, size);
            TensorPrimitives.Add(target, states.Slice(at + offset, size), target);
        }
    }

    /// <summary>Rows to states, as many as there are.</summary>
    /// <param name="rows">[B, size] in padded rows.</param>
    /// <param name="states">[B, stateSize], or empty.</param>
    /// <param name="stateSize">Floats of a state.</param>
    /// <param name="offset">Where the vector begins in a state.</param>
    /// <param name="size">Its length.</param>
    public static void CopyFrom(ReadOnlySpan<float> rows, Span<float> states, int stateSize, int offset, int size)
    {
        int stride = new GateLayout(size, 1).Stride;
        for (int at = 0, row = 0; at < states.Length; at += stateSize, row += stride)
        {
            rows.Slice(row, size).CopyTo(states.Slice(at + offset, size));
        }
    }

    /// <summary>Sets every row to one vector, padding to zero: a learned initial state.</summary>
    /// <param name="row"><paramref name="size"/> values.</param>
    /// <param name="rows">[B, size] in padded rows.</param>
    /// <param name="size">The length of the vector.</param>
    /// <exception cref="ArgumentException">The vector has another length, or the rows are no whole rows.</exception>
    public static void Broadcast(ReadOnlySpan<float> row, Span<float> rows, int size)
    {
        int stride = new GateLayout(size, 1).Stride;
        Throw.IfLengthDiffers(row.Length, size, nameof(row));
        Throw.IfNotMultiple(rows.Length, stride, nameof(rows));
        rows.Clear();
        for (int at = 0; at < rows.Length; at += stride)
        {
            row.CopyTo(rows.Slice(at, size));
        }
    }

    /// <summary>sum += Σ over the rows, first row first: the gradient by the vector of <see cref="Broadcast"/>.</summary>
    /// <param name="rows">[B, size] in padded rows.</param>
    /// <param name="size">The length of a vector.</param>
    /// <param name="sum"><paramref name="size"/> values.</param>
    /// <exception cref="ArgumentException">The sum has another length, or the rows are no whole rows.</exception>
    public static void AccumulateRows(ReadOnlySpan<float> rows, int size, Span<float> sum)
    {
        int stride = new GateLayout(size, 1).Stride;
        Throw.IfLengthDiffers(sum.Length, size, nameof(sum));
        Throw.IfNotMultiple(rows.Length, stride, nameof(rows));
        for (int at = 0; at < rows.Length; at += stride)
        {
            TensorPrimitives.Add(sum, rows.Slice(at, size), sum);
        }
    }
}
