namespace UnrolledRnn.Tests.Training.Fitting;

/// <summary>Like <see cref="PyTorch.LstmBidirectionalVector"/>, with more steps.</summary>
[UnrolledRnn(inputSize: 3, hiddenSize: 5, outputSize: 2, sequenceLength: 13, Cell = RnnCell.Lstm, Bidirectional = true)]
public sealed partial class LongBidirectional;

/// <summary>Like <see cref="PyTorch.LstmStackVector"/>, with more steps.</summary>
[UnrolledRnn(inputSize: 3, hiddenSize: 5, outputSize: 2, sequenceLength: 9, Cell = RnnCell.Lstm, LayerCount = 3)]
public sealed partial class LongStacked;

/// <summary>Like <see cref="PyTorch.GruVector"/>, with more steps.</summary>
[UnrolledRnn(inputSize: 3, hiddenSize: 5, outputSize: 2, sequenceLength: 13, Cell = RnnCell.Gru)]
public sealed partial class LongGru;

/// <summary>A GRU of six steps that learns the state in which it starts.</summary>
[UnrolledRnn(inputSize: 3, hiddenSize: 5, outputSize: 2, sequenceLength: 6, Cell = RnnCell.Gru, InitialState = SequenceStart.Learned)]
public sealed partial class ShortLearnedStart;

/// <summary>Like <see cref="ShortLearnedStart"/>, with more steps.</summary>
[UnrolledRnn(inputSize: 3, hiddenSize: 5, outputSize: 2, sequenceLength: 13, Cell = RnnCell.Gru, InitialState = SequenceStart.Learned)]
public sealed partial class LongLearnedStart;
