namespace UnrolledRnn.Benchmarks.Experiments.Words;

/// <summary>A small word model, whose updates beside PyTorch the project's tests keep.</summary>
[UnrolledNetwork(inputSize: 2000, outputSize: 2000, sequenceLength: 35, TieOutput = true)]
[EmbeddingLayer(64)]
[RecurrentLayer(RnnCell.Lstm, 96)]
[RecurrentLayer(RnnCell.Lstm, 96)]
[RecurrentLayer(RnnCell.Lstm, 64)]
public sealed partial class SmallWords;

/// <summary>The word model of the size that people train on a text of a million words.</summary>
[UnrolledNetwork(inputSize: 12_000, outputSize: 12_000, sequenceLength: 70, TieOutput = true)]
[EmbeddingLayer(256)]
[RecurrentLayer(RnnCell.Lstm, 512)]
[RecurrentLayer(RnnCell.Lstm, 512)]
[RecurrentLayer(RnnCell.Lstm, 256)]
public sealed partial class WholeWords;

/// <summary>A model for a part of WikiText-2, to be trained in minutes.</summary>
[UnrolledNetwork(inputSize: 7000, outputSize: 7000, sequenceLength: 70, TieOutput = true)]
[EmbeddingLayer(64)]
[RecurrentLayer(RnnCell.Lstm, 128)]
[RecurrentLayer(RnnCell.Lstm, 128)]
[RecurrentLayer(RnnCell.Lstm, 64)]
public sealed partial class WikiWords;

/// <summary>The architecture of the pretrained model.</summary>
[UnrolledNetwork(inputSize: 10_000, outputSize: 10_000, sequenceLength: 64, TieOutput = true)]
[EmbeddingLayer(192)]
[RecurrentLayer(RnnCell.Lstm, 320)]
[RecurrentLayer(RnnCell.Lstm, 320)]
[RecurrentLayer(RnnCell.Lstm, 192)]
public sealed partial class NovelWords;
