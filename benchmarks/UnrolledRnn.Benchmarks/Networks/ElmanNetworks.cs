namespace UnrolledRnn.Benchmarks.Networks;

/// <summary>A small network, as in an audio effect.</summary>
[UnrolledRnn(
    inputSize: 1, hiddenSize: 16, outputSize: 1, sequenceLength: MeasuredNetwork.SequenceLength, Initialization = Initialization.Uniform)]
public sealed partial class Elman16;

/// <summary>A larger network of one input and one output.</summary>
[UnrolledRnn(
    inputSize: 1, hiddenSize: 64, outputSize: 1, sequenceLength: MeasuredNetwork.SequenceLength, Initialization = Initialization.Uniform)]
public sealed partial class Elman64;

/// <summary>A network as in a character model.</summary>
[UnrolledRnn(
    inputSize: 96, hiddenSize: 256, outputSize: 96, sequenceLength: MeasuredNetwork.SequenceLength,
    Initialization = Initialization.Uniform)]
public sealed partial class Elman256;

/// <summary>The Elman networks that are measured.</summary>
internal static class ElmanNetworks
{
    public static IEnumerable<MeasuredNetwork> Short =>
    [
        MeasuredNetwork.Create<Elman16, Elman16.State>(
            "Elman 16",
            new NetworkBars(Cycles: 65),
            static (network, x, y, states) => { for (int t = 0; t < x.Length; t++) { y[t] = network.Step(x[t], ref states[0]); } },
            static (network, x, y, states) => network.Forward(x, y, ref states[0])),
    ];

    public static IEnumerable<MeasuredNetwork> Further =>
    [
        MeasuredNetwork.Create<Elman64, Elman64.State>(
            "Elman 64",
            new NetworkBars(),
            static (network, x, y, states) => { for (int t = 0; t < x.Length; t++) { y[t] = network.Step(x[t], ref states[0]); } },
            static (network, x, y, states) => network.Forward(x, y, ref states[0])),
        MeasuredNetwork.Create<Elman256, Elman256.State>(
            "Elman 256, 96 to 96",
            new NetworkBars(),
            static (network, x, y, states) =>
            {
                for (int t = 0; t < Elman256.SequenceLength; t++)
                {
                    network.Step(
                        x.Slice(t * Elman256.InputSize, Elman256.InputSize),
                        y.Slice(t * Elman256.OutputSize, Elman256.OutputSize),
                        ref states[0]);
                }
            },
            static (network, x, y, states) => network.Forward(x, y, ref states[0])),
    ];
}
