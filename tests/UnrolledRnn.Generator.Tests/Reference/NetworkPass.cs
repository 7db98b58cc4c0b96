namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>A batch of sequences through a network, and back.</summary>
internal sealed class NetworkPass
{
    private readonly NetworkReference _network;
    private readonly SequencePass[] _sequences;

    /// <summary>Runs inputs [T, B, nIn] from initial states [B, StateSize].</summary>
    public NetworkPass(NetworkReference network, double[] inputs, double[] initialStates)
    {
        _network = network;
        int batchSize = initialStates.Length / network.StateSize;
        _sequences =
        [
            .. Enumerable.Range(0, batchSize).Select(b => new SequencePass(
                network, Sequence(inputs, b, batchSize, network.InputSize), State(initialStates, b))),
        ];
        Outputs = Interleave(Array.ConvertAll(_sequences, sequence => sequence.Outputs));
        FinalStates = [.. _sequences.SelectMany(sequence => sequence.FinalState)];
    }

    /// <summary>[T, B, nOut] or [B, nOut]</summary>
    public double[] Outputs { get; }

    /// <summary>[B, StateSize]</summary>
    public double[] FinalStates { get; }

    /// <summary>How far the pass is from where it has no derivative, the corner of a ReLU.</summary>
    public double CornerDistance => _sequences.Min(sequence => sequence.CornerDistance);

    /// <summary>The gradient of Σ outputGradients · outputs + Σ finalStateGradients · final states.</summary>
    public NetworkGradients Backward(double[] outputGradients, double[] finalStateGradients)
    {
        foreach (ReferenceParameter parameter in _network.Parameters)
        {
            Array.Clear(parameter.Gradient);
        }

        var gradients = _sequences.Select((sequence, b) => sequence.Backward(
            Sequence(outputGradients, b, _sequences.Length, _network.OutputSize), State(finalStateGradients, b))).ToArray();
        return new NetworkGradients(
            _network.Parameters.ToDictionary(parameter => parameter.Name, parameter => (double[])parameter.Gradient.Clone()),
            Interleave(Array.ConvertAll(gradients, gradient => gradient.Inputs)),
            [.. gradients.SelectMany(gradient => gradient.InitialState)]);
    }

    private double[] State(double[] states, int b) => states[(b * _network.StateSize)..((b + 1) * _network.StateSize)];

    /// <summary>[T, B, n] → the T vectors of one sequence.</summary>
    private static double[][] Sequence(double[] values, int b, int batchSize, int size) =>
    [
        .. Enumerable.Range(0, values.Length / (batchSize * size)).Select(t => values.AsSpan(((t * batchSize) + b) * size, size).ToArray()),
    ];

    /// <summary>The T vectors of each sequence → [T, B, n].</summary>
    private static double[] Interleave(double[][][] sequences) =>
        [.. Enumerable.Range(0, sequences[0].Length).SelectMany(t => sequences.SelectMany(sequence => sequence[t]))];
}
