namespace UnrolledRnn.Tests.PyTorch;

/// <summary>The network of PyTorch/training_run_elman.</summary>
[UnrolledRnn(inputSize: 65, hiddenSize: 32, outputSize: 65, sequenceLength: 32)]
public sealed partial class ElmanTrainingRun;

/// <summary>The network of PyTorch/training_run_lstm.</summary>
[UnrolledRnn(inputSize: 65, hiddenSize: 32, outputSize: 65, sequenceLength: 32, Cell = RnnCell.Lstm)]
public sealed partial class LstmTrainingRun;

/// <summary>The network of PyTorch/training_run_gru.</summary>
[UnrolledRnn(inputSize: 65, hiddenSize: 32, outputSize: 65, sequenceLength: 32, Cell = RnnCell.Gru)]
public sealed partial class GruTrainingRun;

/// <summary>The network of PyTorch/training_run_words.</summary>
[UnrolledNetwork(inputSize: 2000, outputSize: 2000, sequenceLength: 35, TieOutput = true)]
[EmbeddingLayer(64)]
[RecurrentLayer(RnnCell.Lstm, 96)]
[RecurrentLayer(RnnCell.Lstm, 96)]
[RecurrentLayer(RnnCell.Lstm, 64)]
public sealed partial class WordTrainingRun;
