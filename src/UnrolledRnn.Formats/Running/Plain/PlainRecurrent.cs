using System.Runtime.CompilerServices;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Formats;

/// <summary>A recurrent layer that reads a sequence in its order.</summary>
internal sealed class PlainRecurrent(ModelLayer layer, RecurrentLayerShape shape) : PlainLayer
{
    private readonly PlainDirection _direction = new(layer, shape, "");

    public override int StateSize { get; } = StateLayout.SizeOf(shape);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Step(in StepInputs values, Span<float> output, Span<float> state)
    {
        _direction.Step(values.Token >= 0 ? default : values.Above, values.Token, state);
        state[.._direction.HiddenSize].CopyTo(output);
    }
}

/// <summary>A recurrent layer that reads a sequence both ways: it needs the whole before its first output.</summary>
internal sealed class PlainBidirectional(ModelLayer layer, RecurrentLayerShape shape, bool joinsFinalSteps) : PlainLayer
{
    private readonly PlainDirection _forward = new(layer, shape, "");
    private readonly PlainDirection _reverse = new(layer, shape, LayerTensors.Reverse);
    private readonly int _directionSize = StateLayout.SizeOf(shape);

    public override int StateSize => 2 * _directionSize;

    public override void Step(in StepInputs values, Span<float> output, Span<float> state) =>
        throw new NotSupportedException("A bidirectional network needs whole sequences: use Forward.");

    public override void Forward(in StepInputs values, Span<float> outputs, Span<float> state)
    {
        int size = _forward.HiddenSize;
        float[] forward = new float[values.Steps * size];
        float[] reverse = new float[values.Steps * size];
        Span<float> back = state[_directionSize..];
        for (int t = 0; t < values.Steps; t++)
        {
            _forward.Step(values.At(t).Above, -1, state);
            state[..size].CopyTo(forward.AsSpan(t * size));
        }

        for (int t = values.Steps - 1; t >= 0; t--)
        {
            _reverse.Step(values.At(t).Above, -1, back);
            back[..size].CopyTo(reverse.AsSpan(t * size));
        }

        if (joinsFinalSteps)
        {
            back[..size].CopyTo(reverse.AsSpan((values.Steps - 1) * size));
        }

        DirectionMerging.Forward(
            shape.Merge,
            new Matrix(forward, values.Steps, size),
            new Matrix(reverse, values.Steps, size),
            new Matrix(outputs, values.Steps, OutputSize));
    }
}
