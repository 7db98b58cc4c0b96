namespace UnrolledRnn.Tests.Training.Datasets;

/// <summary>A word model of many steps.</summary>
[UnrolledNetwork(inputSize: 300, outputSize: 300, sequenceLength: 40, TieOutput = true)]
[EmbeddingLayer(8)]
[RecurrentLayer(RnnCell.Lstm, 12)]
[RecurrentLayer(RnnCell.Lstm, 8)]
public sealed partial class LongWords;

/// <summary>The same with fewer.</summary>
[UnrolledNetwork(inputSize: 300, outputSize: 300, sequenceLength: 11, TieOutput = true)]
[EmbeddingLayer(8)]
[RecurrentLayer(RnnCell.Lstm, 12)]
[RecurrentLayer(RnnCell.Lstm, 8)]
public sealed partial class ShortWords;
