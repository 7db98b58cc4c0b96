namespace UnrolledRnn.Benchmarks.Networks;

[UnrolledRnn(1, 8, 1, MeasuredNetwork.SequenceLength, Cell = RnnCell.Lstm)]
public sealed partial class Lstm8;

[UnrolledRnn(1, 16, 1, MeasuredNetwork.SequenceLength, Cell = RnnCell.Lstm)]
public sealed partial class Lstm16;

[UnrolledRnn(1, 24, 1, MeasuredNetwork.SequenceLength, Cell = RnnCell.Lstm)]
public sealed partial class Lstm24;

[UnrolledRnn(1, 32, 1, MeasuredNetwork.SequenceLength, Cell = RnnCell.Lstm)]
public sealed partial class Lstm32;

[UnrolledRnn(1, 40, 1, MeasuredNetwork.SequenceLength, Cell = RnnCell.Lstm)]
public sealed partial class Lstm40;

[UnrolledRnn(1, 64, 1, MeasuredNetwork.SequenceLength, Cell = RnnCell.Lstm)]
public sealed partial class Lstm64;

[UnrolledRnn(1, 128, 1, MeasuredNetwork.SequenceLength, Cell = RnnCell.Lstm)]
public sealed partial class Lstm128;

[UnrolledRnn(1, 256, 1, MeasuredNetwork.SequenceLength, Cell = RnnCell.Lstm)]
public sealed partial class Lstm256;

[UnrolledRnn(1, 64, 1, MeasuredNetwork.SequenceLength, Cell = RnnCell.Lstm, Weights = WeightStorage.BFloat16)]
public sealed partial class Lstm64BFloat16;

[UnrolledRnn(1, 128, 1, MeasuredNetwork.SequenceLength, Cell = RnnCell.Lstm, Weights = WeightStorage.BFloat16)]
public sealed partial class Lstm128BFloat16;

[UnrolledRnn(8, 40, 4, MeasuredNetwork.SequenceLength, Cell = RnnCell.Lstm)]
public sealed partial class Lstm40Wide;

/// <summary>The LSTM networks that are measured.</summary>
internal static class LstmNetworks
{
    public static IEnumerable<MeasuredNetwork> Short =>
    [
        MeasuredNetwork.Create<Lstm8, Lstm8.State>(
            "LSTM 8",
            new NetworkBars(Cycles: 100),
            static (network, x, y, states) => { for (int t = 0; t < x.Length; t++) { y[t] = network.Step(x[t], ref states[0]); } },
            static (network, x, y, states) => network.Forward(x, y, ref states[0])),
        MeasuredNetwork.Create<Lstm16, Lstm16.State>(
            "LSTM 16",
            new NetworkBars(Cycles: 105, CyclesWithoutAvx512: 160, StepTimesOnnx: 100, SequenceTimesOnnx: 6),
            static (network, x, y, states) => { for (int t = 0; t < x.Length; t++) { y[t] = network.Step(x[t], ref states[0]); } },
            static (network, x, y, states) => network.Forward(x, y, ref states[0])),
        MeasuredNetwork.Create<Lstm24, Lstm24.State>(
            "LSTM 24",
            new NetworkBars(Cycles: 185),
            static (network, x, y, states) => { for (int t = 0; t < x.Length; t++) { y[t] = network.Step(x[t], ref states[0]); } },
            static (network, x, y, states) => network.Forward(x, y, ref states[0])),
        MeasuredNetwork.Create<Lstm32, Lstm32.State>(
            "LSTM 32",
            new NetworkBars(Cycles: 215),
            static (network, x, y, states) => { for (int t = 0; t < x.Length; t++) { y[t] = network.Step(x[t], ref states[0]); } },
            static (network, x, y, states) => network.Forward(x, y, ref states[0])),
        MeasuredNetwork.Create<Lstm40, Lstm40.State>(
            "LSTM 40",
            new NetworkBars(Cycles: 285, CyclesWithoutAvx512: 520, StepTimesOnnx: 45, SequenceTimesOnnx: 4),
            static (network, x, y, states) => { for (int t = 0; t < x.Length; t++) { y[t] = network.Step(x[t], ref states[0]); } },
            static (network, x, y, states) => network.Forward(x, y, ref states[0])),
        MeasuredNetwork.Create<Lstm64, Lstm64.State>(
            "LSTM 64",
            new NetworkBars(Cycles: 1400),
            static (network, x, y, states) => { for (int t = 0; t < x.Length; t++) { y[t] = network.Step(x[t], ref states[0]); } },
            static (network, x, y, states) => network.Forward(x, y, ref states[0])),
        MeasuredNetwork.Create<Lstm128, Lstm128.State>(
            "LSTM 128",
            new NetworkBars(Cycles: 5600),
            static (network, x, y, states) => { for (int t = 0; t < x.Length; t++) { y[t] = network.Step(x[t], ref states[0]); } },
            static (network, x, y, states) => network.Forward(x, y, ref states[0])),
        MeasuredNetwork.Create<Lstm64BFloat16, Lstm64BFloat16.State>(
            "LSTM 64 bfloat16",
            new NetworkBars(Cycles: 800),
            static (network, x, y, states) => { for (int t = 0; t < x.Length; t++) { y[t] = network.Step(x[t], ref states[0]); } },
            static (network, x, y, states) => network.Forward(x, y, ref states[0]),
            bytesPerWeight: 2),
        MeasuredNetwork.Create<Lstm128BFloat16, Lstm128BFloat16.State>(
            "LSTM 128 bfloat16",
            new NetworkBars(Cycles: 3000),
            static (network, x, y, states) => { for (int t = 0; t < x.Length; t++) { y[t] = network.Step(x[t], ref states[0]); } },
            static (network, x, y, states) => network.Forward(x, y, ref states[0]),
            bytesPerWeight: 2),
        MeasuredNetwork.Create<Lstm40, Lstm40.State>(
            "LSTM 40, 16 streams",
            new NetworkBars(Cycles: 300),
            static (network, x, y, states) =>
            {
                for (int t = 0; t < x.Length; t += states.Length)
                {
                    network.StepMany(x.Slice(t, states.Length), y.Slice(t, states.Length), states);
                }
            },
            static (network, x, y, states) => network.Forward(x, y, states),
            streams: 16),
    ];

    public static IEnumerable<MeasuredNetwork> Further =>
    [
        MeasuredNetwork.Create<Lstm40Wide, Lstm40Wide.State>(
            "LSTM 40, 8 to 4",
            new NetworkBars(),
            static (network, x, y, states) =>
            {
                for (int t = 0; t < Lstm40Wide.SequenceLength; t++)
                {
                    network.Step(
                        x.Slice(t * Lstm40Wide.InputSize, Lstm40Wide.InputSize),
                        y.Slice(t * Lstm40Wide.OutputSize, Lstm40Wide.OutputSize),
                        ref states[0]);
                }
            },
            static (network, x, y, states) => network.Forward(x, y, ref states[0])),
        MeasuredNetwork.Create<Lstm256, Lstm256.State>(
            "LSTM 256",
            new NetworkBars(),
            static (network, x, y, states) => { for (int t = 0; t < x.Length; t++) { y[t] = network.Step(x[t], ref states[0]); } },
            static (network, x, y, states) => network.Forward(x, y, ref states[0])),
    ];
}
