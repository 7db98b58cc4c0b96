namespace UnrolledRnn.Benchmarks.Networks;

[UnrolledRnn(1, 8, 1, MeasuredNetwork.SequenceLength, Cell = RnnCell.Gru)]
public sealed partial class Gru8;

[UnrolledRnn(1, 16, 1, MeasuredNetwork.SequenceLength, Cell = RnnCell.Gru)]
public sealed partial class Gru16;

[UnrolledRnn(1, 24, 1, MeasuredNetwork.SequenceLength, Cell = RnnCell.Gru)]
public sealed partial class Gru24;

[UnrolledRnn(1, 32, 1, MeasuredNetwork.SequenceLength, Cell = RnnCell.Gru)]
public sealed partial class Gru32;

[UnrolledRnn(1, 40, 1, MeasuredNetwork.SequenceLength, Cell = RnnCell.Gru)]
public sealed partial class Gru40;

[UnrolledRnn(1, 64, 1, MeasuredNetwork.SequenceLength, Cell = RnnCell.Gru)]
public sealed partial class Gru64;

[UnrolledRnn(1, 128, 1, MeasuredNetwork.SequenceLength, Cell = RnnCell.Gru)]
public sealed partial class Gru128;

[UnrolledRnn(1, 256, 1, MeasuredNetwork.SequenceLength, Cell = RnnCell.Gru)]
public sealed partial class Gru256;

[UnrolledRnn(8, 40, 4, MeasuredNetwork.SequenceLength, Cell = RnnCell.Gru)]
public sealed partial class Gru40Wide;

/// <summary>The GRU networks that are measured.</summary>
internal static class GruNetworks
{
    public static IEnumerable<MeasuredNetwork> Short =>
    [
        MeasuredNetwork.Create<Gru8, Gru8.State>(
            "GRU 8",
            new NetworkBars(Cycles: 100),
            static (network, x, y, states) => { for (int t = 0; t < x.Length; t++) { y[t] = network.Step(x[t], ref states[0]); } },
            static (network, x, y, states) => network.Forward(x, y, ref states[0])),
        MeasuredNetwork.Create<Gru16, Gru16.State>(
            "GRU 16",
            new NetworkBars(Cycles: 105),
            static (network, x, y, states) => { for (int t = 0; t < x.Length; t++) { y[t] = network.Step(x[t], ref states[0]); } },
            static (network, x, y, states) => network.Forward(x, y, ref states[0])),
        MeasuredNetwork.Create<Gru24, Gru24.State>(
            "GRU 24",
            new NetworkBars(Cycles: 160),
            static (network, x, y, states) => { for (int t = 0; t < x.Length; t++) { y[t] = network.Step(x[t], ref states[0]); } },
            static (network, x, y, states) => network.Forward(x, y, ref states[0])),
        MeasuredNetwork.Create<Gru32, Gru32.State>(
            "GRU 32",
            new NetworkBars(Cycles: 185),
            static (network, x, y, states) => { for (int t = 0; t < x.Length; t++) { y[t] = network.Step(x[t], ref states[0]); } },
            static (network, x, y, states) => network.Forward(x, y, ref states[0])),
        MeasuredNetwork.Create<Gru40, Gru40.State>(
            "GRU 40",
            new NetworkBars(Cycles: 235),
            static (network, x, y, states) => { for (int t = 0; t < x.Length; t++) { y[t] = network.Step(x[t], ref states[0]); } },
            static (network, x, y, states) => network.Forward(x, y, ref states[0])),
        MeasuredNetwork.Create<Gru64, Gru64.State>(
            "GRU 64",
            new NetworkBars(),
            static (network, x, y, states) => { for (int t = 0; t < x.Length; t++) { y[t] = network.Step(x[t], ref states[0]); } },
            static (network, x, y, states) => network.Forward(x, y, ref states[0])),
        MeasuredNetwork.Create<Gru128, Gru128.State>(
            "GRU 128",
            new NetworkBars(),
            static (network, x, y, states) => { for (int t = 0; t < x.Length; t++) { y[t] = network.Step(x[t], ref states[0]); } },
            static (network, x, y, states) => network.Forward(x, y, ref states[0])),
    ];

    public static IEnumerable<MeasuredNetwork> Further =>
    [
        MeasuredNetwork.Create<Gru40Wide, Gru40Wide.State>(
            "GRU 40, 8 to 4",
            new NetworkBars(),
            static (network, x, y, states) =>
            {
                for (int t = 0; t < Gru40Wide.SequenceLength; t++)
                {
                    network.Step(
                        x.Slice(t * Gru40Wide.InputSize, Gru40Wide.InputSize),
                        y.Slice(t * Gru40Wide.OutputSize, Gru40Wide.OutputSize),
                        ref states[0]);
                }
            },
            static (network, x, y, states) => network.Forward(x, y, ref states[0])),
        MeasuredNetwork.Create<Gru256, Gru256.State>(
            "GRU 256",
            new NetworkBars(),
            static (network, x, y, states) => { for (int t = 0; t < x.Length; t++) { y[t] = network.Step(x[t], ref states[0]); } },
            static (network, x, y, states) => network.Forward(x, y, ref states[0])),
    ];
}
