using System.ComponentModel;

namespace UnrolledRnn.CompilerServices;

/// <summary>The values of a dense layer, or of two directions joined, at every row of a training pass, and the gradients by them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ValueTape
{
    private readonly int _rows;
    private readonly int _size;
    private readonly AlignedBuffer _values;
    private readonly AlignedBuffer _gradients;
    private readonly DroppedValues _dropped = new();

    /// <summary>Allocates the buffers.</summary>
    /// <param name="rows">Steps times sequences.</param>
    /// <param name="size">Values in a row, padding not counted.</param>
    public ValueTape(long rows, int size)
    {
        _rows = checked((int)rows);
        _size = size;
        Stride = new GateLayout(size, 1).Stride;
        _values = new AlignedBuffer(rows * Stride);
        _gradients = new AlignedBuffer(rows * Stride);
    }

    /// <summary>Floats from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>[rows, size]</summary>
    public Matrix Values => new(_values.Span, _rows, _size, Stride);

    /// <summary>The values with their padding, [rows, stride].</summary>
    public Matrix PaddedValues => new(_values.Span, _rows, Stride);

    /// <summary>∂L/∂values, [rows, size].</summary>
    public Matrix Gradients => new(_gradients.Span, _rows, _size, Stride);

    /// <summary>∂L/∂values with padding, [rows, stride].</summary>
    public Matrix PaddedGradients => new(_gradients.Span, _rows, Stride);

    /// <summary>The values as others read them: with dropout in passes that have it, [rows, size].</summary>
    public Matrix Dropped => _dropped.Of(Values);

    /// <summary>All values, padding included.</summary>
    public Span<float> Span => _values.Span;

    /// <summary>All gradients, padding included.</summary>
    public Span<float> GradientSpan => _gradients.Span;

    /// <summary>Sets <see cref="Dropped"/>.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="place">Where in the network the values are.</param>
    /// <param name="layer">The number of the layer.</param>
    public void Drop(TrainingTape tape, DropoutPlace place, int layer) => _dropped.Forward(tape, place, layer, Values);

    /// <summary>Replaces the gradients by <see cref="Dropped"/> by those by the values, and adds those of penalties on them.</summary>
    /// <inheritdoc cref="Drop"/>
    public void DropGradients(TrainingTape tape, DropoutPlace place, int layer) =>
        _dropped.Backward(tape, place, layer, Gradients, Values);
}
