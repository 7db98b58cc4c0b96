namespace UnrolledRnn.Tests.Networks;

/// <summary>The skeleton of the word-level language model: a shared table, three LSTMs, the last as wide as the table.</summary>
[UnrolledNetwork(inputSize: 12_000, outputSize: 12_000, sequenceLength: 8, TieOutput = true)]
[EmbeddingLayer(256, UniformRange = 0.1f)]
[RecurrentLayer(RnnCell.Lstm, 512)]
[RecurrentLayer(RnnCell.Lstm, 512)]
[RecurrentLayer(RnnCell.Lstm, 256)]
public sealed partial class WordModel;

/// <summary>Every kind of layer at once, with what real files declare.</summary>
[UnrolledNetwork(inputSize: 4, outputSize: 3, sequenceLength: 6, InitialState = SequenceStart.Learned)]
[DenseLayer(6, LayerActivation.Elu)]
[RecurrentLayer(RnnCell.Lstm, 20, ProjectionSize = 6, CellClip = 2, Peepholes = true)]
[SkipLayer(1, Gain = 0.5f)]
[DenseLayer(5, LayerActivation.Softplus, Bias = false)]
[RecurrentLayer(RnnCell.Gru, 7, GateActivation = LayerActivation.HardSigmoid, CellActivation = LayerActivation.Relu)]
[ActivationLayer(LayerActivation.LeakyRelu)]
[ConcatLayer(0)]
public sealed partial class EveryLayer;

/// <summary>A stack of dense layers without a memory.</summary>
[UnrolledNetwork(inputSize: 4, outputSize: 3, sequenceLength: 6)]
[DenseLayer(8, LayerActivation.Tanh)]
[DenseLayer(6, LayerActivation.HardTanh)]
public sealed partial class DenseAlone;
