namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>One sequence through all layers of a network, and back.</summary>
internal sealed class SequencePass
{
    private readonly NetworkReference _network;
    private readonly int _sequenceLength;
    private readonly List<LayerPass> _layers = [];

    public SequencePass(NetworkReference network, double[][] inputs, double[] initialState)
    {
        _network = network;
        _sequenceLength = inputs.Length;
        double[][] values = inputs;
        int start = 0;
        foreach (IReferenceLayer layer in network.Layers)
        {
            int stateSize = layer.StateSizes.Sum();
            LayerPass pass = layer.Forward(values, initialState[start..(start + stateSize)]);
            _layers.Add(pass);
            values = pass.Outputs;
            start += stateSize;
        }

        if (network.Residual)
        {
            values = [.. values.Zip(inputs, (output, input) => output.Zip(input, (o, x) => o + x).ToArray())];
        }

        Outputs = values[FirstOutputStep..];
    }

    /// <summary>The vectors of all time steps, or the one of the last.</summary>
    public double[][] Outputs { get; }

    public double[] FinalState => [.. _layers.SelectMany(layer => layer.FinalState)];

    /// <summary>How far the pass is from where it has no derivative.</summary>
    public double CornerDistance => _layers.Min(layer => layer.CornerDistance);

    private int FirstOutputStep => _network.Outputs == SequenceOutputs.LastStep ? _sequenceLength - 1 : 0;

    /// <summary>The gradients by the inputs and the initial state; those by the parameters are added to them.</summary>
    public (double[][] Inputs, double[] InitialState) Backward(double[][] outputGradients, double[] finalStateGradient)
    {
        double[][] everyStep =
        [
            .. Enumerable.Range(0, FirstOutputStep).Select(_ => new double[_network.OutputSize]),
            .. outputGradients,
        ];
        double[][] gradients = everyStep;
        double[] initialStateGradient = new double[finalStateGradient.Length];
        int end = finalStateGradient.Length;
        for (int l = _layers.Count - 1; l >= 0; l--)
        {
            int start = end - _layers[l].FinalState.Length;
            (gradients, double[] initial) = _layers[l].Backward(gradients, finalStateGradient[start..end]);
            initial.CopyTo(initialStateGradient, start);
            end = start;
        }

        if (_network.Residual)
        {
            for (int t = 0; t < _sequenceLength; t++)
            {
                for (int i = 0; i < _network.OutputSize; i++)
                {
                    gradients[t][i] += everyStep[t][i];
                }
            }
        }

        return (gradients, initialStateGradient);
    }
}
