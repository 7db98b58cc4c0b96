namespace UnrolledRnn.Benchmarks.Generation;

/// <summary>A language model of words whose output shares the embedding's table.</summary>
[UnrolledNetwork(WordGenerators.Vocabulary, WordGenerators.Vocabulary, sequenceLength: 64, TieOutput = true)]
[EmbeddingLayer(WordGenerators.Embedding)]
[RecurrentLayer(RnnCell.Lstm, WordGenerators.Hidden)]
[RecurrentLayer(RnnCell.Lstm, WordGenerators.Hidden)]
[RecurrentLayer(RnnCell.Lstm, WordGenerators.Embedding)]
internal sealed partial class WordGenerator;

/// <summary>The same model, whose steps read matrices in 16 bits.</summary>
[UnrolledNetwork(
    WordGenerators.Vocabulary, WordGenerators.Vocabulary, sequenceLength: 64, TieOutput = true, Weights = WeightStorage.BFloat16)]
[EmbeddingLayer(WordGenerators.Embedding)]
[RecurrentLayer(RnnCell.Lstm, WordGenerators.Hidden)]
[RecurrentLayer(RnnCell.Lstm, WordGenerators.Hidden)]
[RecurrentLayer(RnnCell.Lstm, WordGenerators.Embedding)]
internal sealed partial class NarrowWordGenerator;

/// <summary>The same model, whose steps read the output in 8 bits.</summary>
[UnrolledNetwork(
    WordGenerators.Vocabulary, WordGenerators.Vocabulary, sequenceLength: 64, TieOutput = true, Weights = WeightStorage.Int8)]
[EmbeddingLayer(WordGenerators.Embedding)]
[RecurrentLayer(RnnCell.Lstm, WordGenerators.Hidden)]
[RecurrentLayer(RnnCell.Lstm, WordGenerators.Hidden)]
[RecurrentLayer(RnnCell.Lstm, WordGenerators.Embedding)]
internal sealed partial class NarrowestWordGenerator;

/// <summary>The sizes of the models that generate.</summary>
internal static class WordGenerators
{
    /// <summary>Different words.</summary>
    public const int Vocabulary = 12_000;

    /// <summary>Numbers that a word becomes, and units of the last LSTM.</summary>
    public const int Embedding = 256;

    /// <summary>Units of the first two LSTMs.</summary>
    public const int Hidden = 512;

    /// <summary>Inputs and units of each LSTM.</summary>
    public static (int Inputs, int Units)[] Layers { get; } = [(Embedding, Hidden), (Hidden, Hidden), (Hidden, Embedding)];
}
