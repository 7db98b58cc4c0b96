namespace UnrolledRnn.Tests.PyTorch;

/// <summary>The network of PyTorch/lstm.</summary>
[UnrolledRnn(inputSize: 2, hiddenSize: 17, outputSize: 3, sequenceLength: 5, Cell = RnnCell.Lstm)]
public sealed partial class LstmVector;

/// <summary>The network of PyTorch/lstm_stack.</summary>
[UnrolledRnn(inputSize: 3, hiddenSize: 5, outputSize: 2, sequenceLength: 4, Cell = RnnCell.Lstm, LayerCount = 3)]
public sealed partial class LstmStackVector;

/// <summary>The network of PyTorch/lstm_bidirectional.</summary>
[UnrolledRnn(inputSize: 3, hiddenSize: 5, outputSize: 2, sequenceLength: 6, Cell = RnnCell.Lstm, Bidirectional = true)]
public sealed partial class LstmBidirectionalVector;

/// <summary>Like <see cref="LstmBidirectionalVector"/>, with the output of the last time step alone, PyTorch's output[-1].</summary>
[UnrolledRnn(
    inputSize: 3, hiddenSize: 5, outputSize: 2, sequenceLength: 6, Cell = RnnCell.Lstm, Bidirectional = true,
    Outputs = SequenceOutputs.LastTimeStep)]
public sealed partial class LstmBidirectionalLastTimeVector;

/// <summary>Like <see cref="LstmBidirectionalVector"/>, with an output of each direction's last step, PyTorch's h_n.</summary>
[UnrolledRnn(
    inputSize: 3, hiddenSize: 5, outputSize: 2, sequenceLength: 6, Cell = RnnCell.Lstm, Bidirectional = true,
    Outputs = SequenceOutputs.LastStep)]
public sealed partial class LstmBidirectionalLastVector;

/// <summary>The network of PyTorch/gru.</summary>
[UnrolledRnn(inputSize: 3, hiddenSize: 5, outputSize: 2, sequenceLength: 6, Cell = RnnCell.Gru)]
public sealed partial class GruVector;

/// <summary>The network of PyTorch/gru_stack.</summary>
[UnrolledRnn(inputSize: 3, hiddenSize: 9, outputSize: 2, sequenceLength: 5, Cell = RnnCell.Gru, LayerCount = 2)]
public sealed partial class GruStackVector;

/// <summary>The network of PyTorch/gru_stack_bidirectional.</summary>
[UnrolledRnn(inputSize: 2, hiddenSize: 7, outputSize: 3, sequenceLength: 4, Cell = RnnCell.Gru, LayerCount = 2, Bidirectional = true)]
public sealed partial class GruStackBidirectionalVector;

/// <summary>The network of PyTorch/mixed.</summary>
[UnrolledNetwork(inputSize: 3, outputSize: 2, sequenceLength: 5, Residual = true)]
[DenseLayer(6, LayerActivation.Tanh)]
[RecurrentLayer(RnnCell.Gru, 9)]
[DenseLayer(5, LayerActivation.Relu)]
public sealed partial class MixedVector;

/// <summary>The network of PyTorch/mixed_bidirectional.</summary>
[UnrolledNetwork(inputSize: 3, outputSize: 2, sequenceLength: 4)]
[RecurrentLayer(RnnCell.Lstm, 5, Bidirectional = true)]
[RecurrentLayer(RnnCell.Gru, 6)]
public sealed partial class MixedBidirectionalVector;

/// <summary>The network of PyTorch/lstm_language_model.</summary>
[UnrolledRnn(inputSize: 7, hiddenSize: 5, outputSize: 7, sequenceLength: 6, Cell = RnnCell.Lstm, LayerCount = 3)]
public sealed partial class LstmLanguageModelVector;
