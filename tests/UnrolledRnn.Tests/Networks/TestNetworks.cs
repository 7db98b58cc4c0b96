namespace UnrolledRnn.Tests.Networks;

/// <summary>The network of PyTorch/elman_tanh, and the one of most tests.</summary>
[UnrolledRnn(inputSize: 3, hiddenSize: 5, outputSize: 2, sequenceLength: 7)]
public sealed partial class ElmanTanh;

/// <summary>The network of PyTorch/elman_relu.</summary>
[UnrolledRnn(inputSize: 4, hiddenSize: 17, outputSize: 3, sequenceLength: 6, Cell = RnnCell.Relu)]
public sealed partial class ElmanRelu;

/// <summary>The network of PyTorch/elman_tanh_wide.</summary>
[UnrolledRnn(inputSize: 9, hiddenSize: 40, outputSize: 20, sequenceLength: 5)]
public sealed partial class ElmanTanhWide;

/// <summary>Like <see cref="ElmanTanh"/>, with another cell.</summary>
[UnrolledRnn(inputSize: 3, hiddenSize: 5, outputSize: 2, sequenceLength: 7, Cell = RnnCell.Relu)]
public sealed partial class ReluTwin;

/// <summary>Like <see cref="ElmanTanh"/>, with functions that are not 0 at 0, so that padding shows.</summary>
[UnrolledRnn(
    inputSize: 3, hiddenSize: 5, outputSize: 2, sequenceLength: 7, Cell = RnnCell.Sigmoid, OutputActivation = LayerActivation.Sigmoid)]
public sealed partial class SigmoidTwin;

/// <summary>Like <see cref="ElmanTanh"/>, with the last output alone.</summary>
[UnrolledRnn(inputSize: 3, hiddenSize: 5, outputSize: 2, sequenceLength: 7, Outputs = SequenceOutputs.LastStep)]
public sealed partial class LastStepTwin;

/// <summary>Like <see cref="ElmanTanh"/>, with one hidden unit more.</summary>
[UnrolledRnn(inputSize: 3, hiddenSize: 6, outputSize: 2, sequenceLength: 7)]
public sealed partial class LargerTwin;

/// <summary>One value in, one value out; with so few outputs for its hidden units, W_ho is stored by rows.</summary>
[UnrolledRnn(inputSize: 1, hiddenSize: 20, outputSize: 1, sequenceLength: 12, Initialization = Initialization.Uniform)]
public sealed partial class Filter;

/// <summary>Like <see cref="Filter"/>, with a cell that is not 0 at 0.</summary>
[UnrolledRnn(inputSize: 1, hiddenSize: 20, outputSize: 1, sequenceLength: 12, Cell = RnnCell.Sigmoid)]
public sealed partial class SigmoidFilter;

/// <summary>A language model of three tokens.</summary>
[UnrolledRnn(inputSize: 3, hiddenSize: 8, outputSize: 3, sequenceLength: 6)]
public sealed partial class TokenModel;

/// <summary>Like <see cref="TokenModel"/>, with probabilities in place of logits.</summary>
[UnrolledRnn(inputSize: 3, hiddenSize: 8, outputSize: 3, sequenceLength: 6, OutputActivation = LayerActivation.Softmax)]
public sealed partial class ProbabilityModel;

/// <summary>Like <see cref="ElmanTanh"/>, with tanh on its outputs.</summary>
[UnrolledRnn(inputSize: 3, hiddenSize: 5, outputSize: 2, sequenceLength: 7, OutputActivation = LayerActivation.Tanh)]
public sealed partial class TanhOutputTwin;

/// <summary>Like <see cref="ElmanTanh"/>, with rectified outputs.</summary>
[UnrolledRnn(inputSize: 3, hiddenSize: 5, outputSize: 2, sequenceLength: 7, OutputActivation = LayerActivation.Relu)]
public sealed partial class ReluOutputTwin;

/// <summary>Like <see cref="ElmanTanh"/>, with its inputs added to its outputs.</summary>
[UnrolledRnn(inputSize: 3, hiddenSize: 5, outputSize: 2, sequenceLength: 7, Residual = true)]
public sealed partial class ResidualTwin;
