using System.ComponentModel;

namespace UnrolledRnn.Formats;

/// <summary>Runs a model by a generated class.</summary>
/// <typeparam name="TNetwork">The class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class GeneratedRunner<TNetwork> : NetworkRunner
    where TNetwork : class, IRecurrentNetwork<TNetwork>
{
    private readonly TNetwork _network;

    /// <summary>Takes a network that has its parameters.</summary>
    /// <param name="network">The network.</param>
    public GeneratedRunner(TNetwork network)
        : base(typeof(TNetwork).Name, TNetwork.Shape.StateSize)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
    }

    /// <inheritdoc/>
    public override void Step(ReadOnlySpan<float> input, Span<float> output, Span<float> state) => _network.Step(input, output, state);

    /// <inheritdoc/>
    public override void Step(int token, Span<float> output, Span<float> state) => throw new NotSupportedException(
        $"{Kind} does not read tokens.");

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
