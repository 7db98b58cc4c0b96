using System.Globalization;
using UnrolledRnn.Benchmarks.Networks;
using UnrolledRnn.Benchmarks.Peers.Onnx;

namespace UnrolledRnn.Benchmarks.Peers;

/// <summary>That everything which is timed computes the same.</summary>
internal static class PeerAgreement
{
    private const float Tolerance = 1e-4f;

    /// <summary>Checks a network and its peers, and the peers among themselves with biases that no network's seed gives.</summary>
    /// <exception cref="DisagreementException">Two outputs differ by more than the tolerance.</exception>
    public static void Check(MeasuredNetwork network)
    {
        float[] inputs = network.CreateInputs();
        var plain = new PlainLoop(network.Weights, network.Streams);
        using var onnx = new OnnxPeer(network.Weights, network.Streams);
        Check(
            network.Name,
            inputs,
            network.OutputLength,
            plain,
            ("UnrolledRnn", network.Generated),
            ("ONNX Runtime", onnx),
            ("TensorPrimitives", new TensorPrimitivesPeer(network.Weights, network.Streams)));

        CellWeights shape = network.Weights;
        var random = CellWeights.Random(shape.Cell, shape.InputSize, shape.HiddenSize, shape.OutputSize, seed: 2);
        var plainRandom = new PlainLoop(random, network.Streams);
        using var onnxRandom = new OnnxPeer(random, network.Streams);
        Check(
            $"{network.Name} with random biases",
            inputs,
            network.OutputLength,
            plainRandom,
            ("ONNX Runtime", onnxRandom),
            ("TensorPrimitives", new TensorPrimitivesPeer(random, network.Streams)));
    }

    private static void Check(
        string network, float[] inputs, int outputLength, PlainLoop plain, params (string Name, INetworkRunner Runner)[] others)
    {
        float[] expected = new float[outputLength];
        float[] outputs = new float[outputLength];
        plain.Reset();
        plain.RunSteps(inputs, expected);
        foreach ((string name, INetworkRunner runner) in others)
        {
            runner.Reset();
            runner.RunSteps(inputs, outputs);
            Compare($"{network}: a step of {name}", expected, outputs);
            outputs.AsSpan().Fill(float.NaN);
            runner.Reset();
            runner.RunSequence(inputs, outputs);
            Compare($"{network}: a sequence of {name}", expected, outputs);
        }
    }

    private static void Compare(string what, float[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(expected[i] - actual[i]) <= Tolerance))
            {
                throw new DisagreementException(string.Create(
                    CultureInfo.InvariantCulture, $"{what} gives {actual[i]} as output {i}, the plain loop {expected[i]}."));
            }
        }
    }
}
