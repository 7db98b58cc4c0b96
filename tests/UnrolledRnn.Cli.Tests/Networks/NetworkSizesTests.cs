using UnrolledRnn.Cli.Networks;

namespace UnrolledRnn.Cli.Tests;

public class NetworkSizesTests
{
    [Fact]
    public void One_kind_of_layers_is_one_attribute() =>
        Assert.Equal(
            "[UnrolledRnn(inputSize: 40, hiddenSize: 64, outputSize: 30, sequenceLength: 16, Cell = RnnCell.Lstm, LayerCount = 2)]\n"
            + "public sealed partial class Trained;\n",
            new NetworkSizes(64, 2, RnnCell.Lstm, Embedding: 0, SequenceLength: 16).Declaration(40, 30));

    [Fact]
    public void Usual_options_are_left_out() =>
        Assert.Equal(
            "[UnrolledRnn(inputSize: 4, hiddenSize: 6, outputSize: 3, sequenceLength: 8)]\npublic sealed partial class Trained;\n",
            new NetworkSizes(6, 1, RnnCell.Tanh, Embedding: 0, SequenceLength: 8).Declaration(4, 3));

    [Fact]
    public void An_embedding_is_a_layer_before_the_others() =>
        Assert.Equal(
            "[UnrolledNetwork(inputSize: 40, outputSize: 40, sequenceLength: 64)]\n[EmbeddingLayer(8)]\n"
            + "[RecurrentLayer(RnnCell.Gru, 32)]\n[RecurrentLayer(RnnCell.Gru, 32)]\npublic sealed partial class Trained;\n",
            new NetworkSizes(32, 2, RnnCell.Gru, Embedding: 8, SequenceLength: 64).Declaration(40, 40));

    [Fact]
    public void An_output_that_is_tied_has_a_layer_as_wide_as_the_embedding_before_it() =>
        Assert.Equal(
            "[UnrolledNetwork(inputSize: 40, outputSize: 40, sequenceLength: 64, TieOutput = true)]\n[EmbeddingLayer(8)]\n"
            + "[RecurrentLayer(RnnCell.Lstm, 32)]\n[RecurrentLayer(RnnCell.Lstm, 8)]\npublic sealed partial class Trained;\n",
            new NetworkSizes(32, 2, RnnCell.Lstm, Embedding: 8, SequenceLength: 64) { IsTied = true }.Declaration(40, 40));

    [Fact]
    public void A_declaration_that_does_not_compile_is_refused_with_its_reason()
    {
        string declaration =
            "[UnrolledRnn(inputSize: 0, hiddenSize: 6, outputSize: 3, sequenceLength: 8)]\npublic sealed partial class Trained;\n";

        IOException refusal = Assert.Throws<IOException>(() => NetworkSizes.Compile(declaration, CancellationToken.None));

        Assert.Contains("There is no class of these sizes: ", refusal.Message, StringComparison.Ordinal);
    }
}
