namespace UnrolledRnn.Benchmarks;

/// <summary>A small network, as in an audio effect.</summary>
[UnrolledRnn(inputSize: 1, hiddenSize: 16, outputSize: 1, sequenceLength: 64)]
public sealed partial class Elman16;

/// <summary>A network as in a character model.</summary>
[UnrolledRnn(inputSize: 96, hiddenSize: 256, outputSize: 96, sequenceLength: 64)]
public sealed partial class Elman256;
