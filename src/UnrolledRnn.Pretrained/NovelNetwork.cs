namespace UnrolledRnn.Text;

/// <summary>
/// The network of <see cref="PretrainedLanguageModel"/>: an embedding of words, three LSTMs, and an output that shares the embedding's
/// table; 3.8 million parameters. A step reads all matrices in 16 bits.
/// </summary>
[UnrolledNetwork(inputSize: 10_000, outputSize: 10_000, sequenceLength: 64, TieOutput = true, Weights = WeightStorage.BFloat16)]
[EmbeddingLayer(192)]
[RecurrentLayer(RnnCell.Lstm, 320)]
[RecurrentLayer(RnnCell.Lstm, 320)]
[RecurrentLayer(RnnCell.Lstm, 192)]
internal sealed partial class NovelNetwork;
