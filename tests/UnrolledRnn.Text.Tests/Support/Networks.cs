namespace UnrolledRnn.Text.Tests;

/// <summary>A network of eight tokens: the three special ones and five characters.</summary>
[UnrolledRnn(inputSize: 8, hiddenSize: 12, outputSize: 8, sequenceLength: 8, Initialization = Initialization.Identity)]
internal sealed partial class EightTokens;

/// <summary>A network whose outputs are not its inputs.</summary>
[UnrolledRnn(inputSize: 8, hiddenSize: 4, outputSize: 6, sequenceLength: 2)]
internal sealed partial class EightToSix;

/// <summary>A network with room for marks, and a few words or characters.</summary>
[UnrolledRnn(inputSize: 16, hiddenSize: 24, outputSize: 16, sequenceLength: 8, Initialization = Initialization.Identity)]
internal sealed partial class ManyTokens;

/// <summary>An embedding, and recurrent layers of different cells and sizes that fill no cache line.</summary>
[UnrolledNetwork(inputSize: 8, outputSize: 8, sequenceLength: 4, TieOutput = true)]
[EmbeddingLayer(19)]
[RecurrentLayer(RnnCell.Lstm, 21)]
[RecurrentLayer(RnnCell.Gru, 5)]
[RecurrentLayer(RnnCell.Lstm, 19)]
internal sealed partial class StackedLetters;
