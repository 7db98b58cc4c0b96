using UnrolledRnn.Benchmarks.Networks;

namespace UnrolledRnn.Benchmarks.Training;

[UnrolledRnn(CharacterText.Vocabulary, 128, CharacterText.Vocabulary, CharacterText.SequenceLength, Cell = RnnCell.Lstm)]
public sealed partial class CharacterLstm128;

[UnrolledRnn(CharacterText.Vocabulary, 256, CharacterText.Vocabulary, CharacterText.SequenceLength, Cell = RnnCell.Lstm)]
public sealed partial class CharacterLstm256;

[UnrolledRnn(CharacterText.Vocabulary, 512, CharacterText.Vocabulary, CharacterText.SequenceLength, Cell = RnnCell.Lstm)]
public sealed partial class CharacterLstm512;

[UnrolledRnn(CharacterText.Vocabulary, 128, CharacterText.Vocabulary, CharacterText.SequenceLength)]
public sealed partial class CharacterElman128;

[UnrolledRnn(CharacterText.Vocabulary, 256, CharacterText.Vocabulary, CharacterText.SequenceLength)]
public sealed partial class CharacterElman256;

[UnrolledRnn(CharacterText.Vocabulary, 512, CharacterText.Vocabulary, CharacterText.SequenceLength)]
public sealed partial class CharacterElman512;

/// <summary>The networks that are trained, as models of characters.</summary>
internal static class CharacterNetworks
{
    /// <summary>What is the same for all of them where batches are of the usual size.</summary>
    public static string Title { get; } =
        $"T {CharacterText.SequenceLength}, B {CharacterText.BatchSize}, {CharacterText.Vocabulary} characters";

    /// <summary>Units of the networks of each cell.</summary>
    public static int[] HiddenSizes { get; } = [128, 256, 512];

    /// <summary>Creates a network with the memory to train it.</summary>
    /// <param name="cell">The cell, an LSTM's or Elman's.</param>
    /// <param name="hiddenSize">One of <see cref="HiddenSizes"/>.</param>
    /// <param name="batchSize">Sequences trained together, B.</param>
    /// <param name="threads">Threads that share the work.</param>
    public static ITrainedNetwork Create(CellKind cell, int hiddenSize, int batchSize, int threads = 1) => (cell, hiddenSize) switch
    {
        (CellKind.Lstm, 128) => new TrainedNetwork<CharacterLstm128>(NameOf(cell, hiddenSize), TorchNameOf(cell), batchSize, threads),
        (CellKind.Lstm, 256) => new TrainedNetwork<CharacterLstm256>(NameOf(cell, hiddenSize), TorchNameOf(cell), batchSize, threads),
        (CellKind.Lstm, 512) => new TrainedNetwork<CharacterLstm512>(NameOf(cell, hiddenSize), TorchNameOf(cell), batchSize, threads),
        (CellKind.Elman, 128) => new TrainedNetwork<CharacterElman128>(NameOf(cell, hiddenSize), TorchNameOf(cell), batchSize, threads),
        (CellKind.Elman, 256) => new TrainedNetwork<CharacterElman256>(NameOf(cell, hiddenSize), TorchNameOf(cell), batchSize, threads),
        (CellKind.Elman, 512) => new TrainedNetwork<CharacterElman512>(NameOf(cell, hiddenSize), TorchNameOf(cell), batchSize, threads),
        _ => throw new ArgumentException($"There is no {cell} network of {hiddenSize} units; sizes: {string.Join(", ", HiddenSizes)}."),
    };

    private static string NameOf(CellKind cell, int hiddenSize) => $"{(cell == CellKind.Lstm ? "LSTM" : cell)} {hiddenSize}";

    private static string TorchNameOf(CellKind cell) => cell == CellKind.Lstm ? "lstm" : "elman";
}
