namespace UnrolledRnn.AotSample;

/// <summary>A small network, as in an audio effect.</summary>
[UnrolledRnn(inputSize: 1, hiddenSize: 16, outputSize: 1, sequenceLength: 64, Cell = RnnCell.Lstm)]
internal sealed partial class Lstm16;
