using System.ComponentModel;

namespace UnrolledRnn.Formats;

/// <summary>Runs a model by a generated class.</summary>
/// <typeparam name="TNetwork">The class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class GeneratedRunner<TNetwork> : NetworkRunner
    where TNetwork : class, IRecurrentNetwork<TNetwork>
{
    private readonly TNetwork _network;

    /// <summary>The vector of a token; zeros between calls.</summary>
    private readonly float[] _oneHot;

    /// <summary>Takes a network that has its parameters.</summary>
    /// <param name="network">The network.</param>
    public GeneratedRunner(TNetwork network)
        : base(typeof(TNetwork).Name, TNetwork.Shape.StateSize)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        _oneHot = TNetwork.Shape.Layers[0] is EmbeddingLayerShape ? new float[TNetwork.Shape.InputSize] : [];
    }

    /// <inheritdoc/>
    public override void Step(ReadOnlySpan<float> input, Span<float> output, Span<float> state) => _network.Step(input, output, state);

    /// <inheritdoc/>
    public override void Step(int token, Span<float> output, Span<float> state)
    {
        _oneHot[token] = 1;
        _network.Step(_oneHot, output, state);
        _oneHot[token] = 0;
    }

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> inputs, Span<float> outputs, Span<float> state)
    {
        NetworkShape shape = TNetwork.Shape;
        bool everyStep = shape.Outputs == SequenceOutputs.EveryStep;
        int passInputs = shape.SequenceLength * shape.InputSize;
        int passOutputs = shape.OutputSteps * shape.OutputSize;
        while (inputs.Length >= passInputs)
        {
            _network.Forward(inputs[..passInputs], outputs[..passOutputs], state);
            inputs = inputs[passInputs..];
            outputs = everyStep ? outputs[passOutputs..] : outputs;
        }

        while (!inputs.IsEmpty)
        {
            _network.Step(inputs[..shape.InputSize], outputs[..shape.OutputSize], state);
            inputs = inputs[shape.InputSize..];
            outputs = everyStep ? outputs[shape.OutputSize..] : outputs;
        }
    }
}
