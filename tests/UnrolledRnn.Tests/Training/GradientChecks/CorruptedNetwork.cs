using UnrolledRnn.Tests.Networks;

namespace UnrolledRnn.Tests.Training;

/// <summary>An <see cref="ElmanTanh"/> of which one gradient is wrong.</summary>
internal sealed class CorruptedNetwork(string tensor, int element, float factor) : ISequenceNetwork<CorruptedNetwork>
{
    private readonly ElmanTanh _network = new(seed: 1);

    public static NetworkShape Shape => ElmanTanh.Shape;

    public static ParameterTensors Tensors => ElmanTanh.Tensors;

    public Span<float> Parameters => _network.Parameters;

    public static CorruptedNetwork Create(int seed) => throw new NotSupportedException();

    public static CorruptedNetwork CreateEmpty() => throw new NotSupportedException();

    public static TrainingTape CreateTape(int batchSize) => new ElmanTanh.Tape(batchSize);

    public static ParameterGradients CreateGradients() => new ElmanTanh.Gradients();

    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs, TrainingTape tape, Span<float> states = default) =>
        ((ISequenceNetwork<ElmanTanh>)_network).Forward(inputs, outputs, tape, states);

    public void Backward(
        ReadOnlySpan<float> outputGradients,
        TrainingTape tape,
        ParameterGradients gradients,
        Span<float> inputGradients = default,
        Span<float> initialStateGradients = default,
        ReadOnlySpan<float> finalStateGradients = default)
    {
        ISequenceNetwork<ElmanTanh> network = _network;
        network.Backward(outputGradients, tape, gradients, inputGradients, initialStateGradients, finalStateGradients);
        float[] values = new float[Tensors[tensor].Count];
        Tensors[tensor].CopyTo(gradients.Values, values);
        values[element] *= factor;
        Tensors[tensor].CopyFrom(values, gradients.Values);
    }
}
