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

    /// <summary>Sequences trained together, B, where memory is measured.</summary>
    public const int BatchSize = 20;

    /// <summary>B where time is.</summary>
    private const int TimedBatchSize = 32;

    /// <summary>The title of a table of times.</summary>
    internal static string Title { get; } = $"T {Steps}, B {TimedBatchSize}, {Vocabulary} words, embedding 256";

    /// <summary>Creates the network with the memory to train it.</summary>
    /// <param name="threads">Threads that share the work.</param>
    internal static ITrainedNetwork CreateTrained(int threads) =>
        new TrainedNetwork<WordModel>("LSTM 512, 512, 256", "words", TimedBatchSize, threads);
}
