namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>One sequence through all layers of a network, and back.</summary>
internal sealed class SequencePass
{
    private readonly NetworkReference _network;
    private readonly int _sequenceLength;
    private readonly List<LayerPass> _layers = [];

    /// <param name="network">The network.</param>
    /// <param name="inputs">T vectors.</param>
    /// <param name="initialState">The state, or null for the network's own.</param>
    public SequencePass(NetworkReference network, double[][] inputs, double[]? initialState)
    {
        _network = network;
        _sequenceLength = inputs.Length;
        int start = 0;
        List<double[][]> values = [inputs];
        foreach (IReferenceLayer layer in network.Layers)
        {
            int end = start + layer.StateSizes.Sum();
            double[][] read = layer.From is int from ? Rows.Concatenate(values[^1], values[from]) : values[^1];
            double[]? state = initialState?[start..end];
            LayerPass pass = layer == network.LastBothWays
                ? network.LastBothWays.ForwardToLastSteps(read, state)
                : layer.Forward(read, state);
            _layers.Add(pass);
            values.Add(pass.Outputs);
            start = end;
        }

        double[][] outputs = values[^1];
        if (network.Residual)
        {
            outputs = [.. outputs.Zip(inputs, (output, input) => output.Zip(input, (o, x) => o + x).ToArray())];
        }

        Outputs = outputs[FirstOutputStep..];
    }

    /// <summary>The vectors of all time steps, or the one of the last.</summary>
    public double[][] Outputs { get; }

    public double[] FinalState => [.. _layers.SelectMany(layer => layer.FinalState)];

    /// <summary>How far the pass is from where it has no derivative.</summary>
    public double CornerDistance => _layers.Min(layer => layer.CornerDistance);

    private int FirstOutputStep => _network.Outputs == SequenceOutputs.EveryStep ? 0 : _sequenceLength - 1;

    /// <summary>The gradients by the inputs and the initial state; those by the parameters are added to them.</summary>
    public (double[][] Inputs, double[] InitialState) Backward(double[][] outputGradients, double[] finalStateGradient)
    {
        int[] sizes = [_network.InputSize, .. _network.Layers.Select(layer => layer.OutputSize)];
        double[][][] gradients = Array.ConvertAll(sizes, size => Rows.Zeros(_sequenceLength, size));
        Rows.Add(outputGradients, gradients[^1][FirstOutputStep..]);
        if (_network.Residual)
        {
            Rows.Add(outputGradients, gradients[0][FirstOutputStep..]);
        }

        double[] initialStateGradient = new double[finalStateGradient.Length];
        int end = finalStateGradient.Length;
        for (int l = _layers.Count - 1; l >= 0; l--)
        {
            int start = end - _layers[l].FinalState.Length;
            (double[][] read, double[] initial) = _layers[l].Backward(gradients[l + 1], finalStateGradient[start..end]);
            Rows.Add(Array.ConvertAll(read, row => row[..sizes[l]]), gradients[l]);
            if (_network.Layers[l].From is int from)
            {
                Rows.Add(Array.ConvertAll(read, row => row[sizes[l]..]), gradients[from]);
            }

            initial.CopyTo(initialStateGradient, start);
            end = start;
        }

        return (gradients[0], initialStateGradient);
    }
}
