namespace UnrolledRnn.Tests.Training;

/// <summary>The word-level language model of AWD-LSTM, small.</summary>
[UnrolledNetwork(inputSize: 12, outputSize: 12, sequenceLength: 6, TieOutput = true)]
[EmbeddingLayer(9)]
[RecurrentLayer(RnnCell.Lstm, 20)]
[RecurrentLayer(RnnCell.Lstm, 9)]
public sealed partial class SmallWordModel;

/// <summary>GRUs that reset before their product, with a learned initial state.</summary>
[UnrolledNetwork(inputSize: 3, outputSize: 2, sequenceLength: 6, InitialState = SequenceStart.Learned)]
[RecurrentLayer(RnnCell.GruResetBefore, 7)]
[RecurrentLayer(RnnCell.GruResetBefore, 5)]
public sealed partial class ResetBeforeLayers;

/// <summary>Tokens that a recurrent layer reads itself.</summary>
[UnrolledNetwork(inputSize: 4, outputSize: 4, sequenceLength: 5)]
[RecurrentLayer(RnnCell.Tanh, 6)]
public sealed partial class OneHotModel;

/// <summary>A network whose outputs are h.</summary>
[UnrolledNetwork(inputSize: 3, outputSize: 5, sequenceLength: 5, Output = false)]
[RecurrentLayer(RnnCell.Lstm, 5)]
public sealed partial class HiddenOutput;

/// <summary>A word model of so many words that training on them keeps no logits.</summary>
[UnrolledNetwork(inputSize: 300, outputSize: 300, sequenceLength: 4, TieOutput = true)]
[EmbeddingLayer(8)]
[RecurrentLayer(RnnCell.Lstm, 8)]
public sealed partial class ManyWords;
