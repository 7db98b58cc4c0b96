namespace UnrolledRnn.Formats.Tests.Support;

[UnrolledRnn(1, 16, 1, 32, Cell = RnnCell.Lstm)]
internal sealed partial class Amp;

[UnrolledRnn(2, 21, 3, 8, Cell = RnnCell.Gru, LayerCount = 2)]
internal sealed partial class TwoGrus;

[UnrolledRnn(3, 5, 2, 8, Cell = RnnCell.Relu, Residual = true)]
internal sealed partial class ReluResidual;

[UnrolledRnn(4, 6, 2, 8, Cell = RnnCell.Lstm, Bidirectional = true)]
internal sealed partial class BothWays;

[UnrolledRnn(4, 6, 2, 8, Cell = RnnCell.Gru, Bidirectional = true, Outputs = SequenceOutputs.LastStep)]
internal sealed partial class BothWaysLast;

[UnrolledNetwork(3, 4, 8, OutputActivation = LayerActivation.Softmax, InitialState = SequenceStart.Learned)]
[DenseLayer(5, LayerActivation.Tanh)]
[RecurrentLayer(RnnCell.Lstm, 40, ProjectionSize = 7, Peepholes = true, CellClip = 2)]
[ActivationLayer(LayerActivation.Elu)]
[RecurrentLayer(RnnCell.GruResetBefore, 7, GateActivation = LayerActivation.HardSigmoid)]
[SkipLayer(3, Gain = 0.5f)]
[ConcatLayer(0)]
internal sealed partial class Listed;

[UnrolledNetwork(11, 11, 8, TieOutput = true)]
[EmbeddingLayer(6)]
[RecurrentLayer(RnnCell.Sigmoid, 9, Bias = false)]
[RecurrentLayer(RnnCell.Lstm, 6)]
internal sealed partial class Language;

[UnrolledNetwork(2, 6, 8, Output = false, Outputs = SequenceOutputs.LastTimeStep)]
[RecurrentLayer(RnnCell.Tanh, 6, Bidirectional = true, Merge = DirectionMerge.Mean, CellActivation = LayerActivation.Softplus)]
internal sealed partial class Mean;
