using UnrolledRnn;

namespace NetworkApp1;

/// <summary>An amplifier: a sample in, a sample out, added to what came in.</summary>
[UnrolledRnn(inputSize: 1, hiddenSize: 12, outputSize: 1, sequenceLength: 64, Cell = RnnCell.Lstm, Residual = true)]
internal sealed partial class Amplifier;
