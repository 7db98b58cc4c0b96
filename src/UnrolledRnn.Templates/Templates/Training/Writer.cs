using UnrolledRnn;

namespace NetworkApp1;

/// <summary>Foretells the next of at most 128 characters.</summary>
[UnrolledRnn(inputSize: 128, hiddenSize: 128, outputSize: 128, sequenceLength: 64, Cell = RnnCell.Lstm)]
internal sealed partial class Writer;
