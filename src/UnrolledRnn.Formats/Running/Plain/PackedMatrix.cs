using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Formats;

/// <summary>A matrix transposed and padded, as the runtime's sums read it: a row of all outputs for each input.</summary>
internal sealed class PackedMatrix
{
    private readonly AlignedBuffer _weights;
    private readonly int _inputs;

    /// <summary>Packs a matrix.</summary>
    /// <param name="matrix">[outputs, inputs]</param>
    /// <param name="inputs">Columns.</param>
    /// <param name="stride">Floats of a packed row.</param>
    /// <param name="placeOf">Where an output lies in a packed row.</param>
    public PackedMatrix(ReadOnlySpan<float> matrix, int inputs, int stride, Func<int, int> placeOf)
    {
        _inputs = inputs;
        Stride = stride;
        _weights = new AlignedBuffer((long)inputs * stride);
        Span<float> packed = _weights.Span;
        for (int row = 0; row < matrix.Length / inputs; row++)
        {
            int place = placeOf(row);
            for (int column = 0; column < inputs; column++)
            {
                packed[(column * stride) + place] = matrix[(row * inputs) + column];
            }
        }
    }

    /// <summary>Floats of a row.</summary>
    public int Stride { get; }

    /// <summary>sums += W values</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddTo(ReadOnlySpan<float> values, Span<float> sums) => ColumnSums.Accumulate(
        ref MemoryMarshal.GetReference(values[.._inputs]), _inputs, ref _weights.Reference, Stride,
        ref MemoryMarshal.GetReference(sums[..Stride]));

    /// <summary>sums += W of a one-hot vector</summary>
    public void AddRow(int row, Span<float> sums) =>
        System.Numerics.Tensors.TensorPrimitives.Add(sums[..Stride], _weights.Slice(row * Stride, Stride), sums[..Stride]);
}
