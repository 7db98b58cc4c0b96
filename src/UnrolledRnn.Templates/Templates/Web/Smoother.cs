using UnrolledRnn;

namespace NetworkApp1;

/// <summary>A value in, a value out. One instance serves all streams, for what changes is each stream's own state.</summary>
[UnrolledRnn(inputSize: 1, hiddenSize: 16, outputSize: 1, sequenceLength: 32, Cell = RnnCell.Gru)]
internal sealed partial class Smoother;
