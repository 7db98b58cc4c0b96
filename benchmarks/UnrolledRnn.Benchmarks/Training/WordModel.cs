namespace UnrolledRnn.Benchmarks.Training;

/// <summary>A language model of words, of the size that people train on a text of a million words.</summary>
[UnrolledNetwork(inputSize: Vocabulary, outputSize: Vocabulary, sequenceLength: Steps)]
[EmbeddingLayer(256)]
[RecurrentLayer(RnnCell.Lstm, 512)]
[RecurrentLayer(RnnCell.Lstm, 512)]
[RecurrentLayer(RnnCell.Lstm, 256)]
public sealed partial class WordModel
{
    /// <summary>Different words.</summary>
    public const int Vocabulary = 12_000;

    /// <summary>Time steps, T.</summary>
    public const int Steps = 70;

    /// <summary>Sequences trained together, B.</summary>
    public const int BatchSize = 20;
}
