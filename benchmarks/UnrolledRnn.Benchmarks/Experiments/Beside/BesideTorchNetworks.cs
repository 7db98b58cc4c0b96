namespace UnrolledRnn.Benchmarks.Experiments.Beside;

/// <summary>An Elman network beside PyTorch's.</summary>
[UnrolledRnn(inputSize: 65, hiddenSize: 32, outputSize: 65, sequenceLength: 32)]
public sealed partial class ElmanBesideTorch;

/// <summary>An LSTM beside PyTorch's.</summary>
[UnrolledRnn(inputSize: 65, hiddenSize: 32, outputSize: 65, sequenceLength: 32, Cell = RnnCell.Lstm)]
public sealed partial class LstmBesideTorch;

/// <summary>A GRU beside PyTorch's.</summary>
[UnrolledRnn(inputSize: 65, hiddenSize: 32, outputSize: 65, sequenceLength: 32, Cell = RnnCell.Gru)]
public sealed partial class GruBesideTorch;
