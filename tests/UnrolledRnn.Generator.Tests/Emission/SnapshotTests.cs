using UnrolledRnn.Generator.Emission.Text;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Emission;

/// <summary>The emitted code as people read it: few files, each showing something that no other shows.</summary>
public sealed class SnapshotTests
{
    private const string Tiny = "using UnrolledRnn;\nnamespace Demo;\n[UnrolledRnn(1, 3, 1, 2)] public sealed partial class Tiny;";
    private const string Large = "using UnrolledRnn;\nnamespace Demo;\n[UnrolledRnn(96, 256, 96, 64)] public sealed partial class Large;";

    [Theory]
    [InlineData("Parameters")]
    [InlineData("State")]
    [InlineData("Forward")]
    [InlineData("RecordedForward")]
    [InlineData("Backward")]
    public void Tiny_fully_unrolled_network(string concept) => Verify(Tiny, "Tiny", concept);

    [Fact]
    public void Large_looped_network() => Verify(Large, "Large", "TokenForward");

    [Fact]
    public void Forward_pass_of_an_LSTM_which_is_its_step_too() =>
        Verify(Tiny.Replace("1, 3, 1, 2", "1, 3, 1, 2, Cell = RnnCell.Lstm, Unroll = Unrolling.None"), "Lstm", "Forward");

    [Fact]
    public void Forward_pass_through_overlapping_layers() =>
        Verify(Tiny.Replace("1, 3, 1, 2", "1, 3, 1, 40, LayerCount = 2"), "Stack", "Forward");

    [Fact]
    public void Forward_pass_in_blocks_of_steps() =>
        Verify(Tiny.Replace("1, 3, 1, 2", "64, 64, 1, 16, Cell = RnnCell.Gru"), "Blocks", "Forward");

    [Fact]
    public void Backward_pass_of_a_bidirectional_GRU() =>
        Verify(Tiny.Replace("1, 3, 1, 2", "1, 3, 1, 2, Cell = RnnCell.Gru, Bidirectional = true"), "Gru", "Backward");

    [Fact]
    public void Last_step_output_of_a_sigmoid_network() =>
        Verify(Tiny.Replace("1, 3, 1, 2", "2, 3, 1, 9, Cell = RnnCell.Sigmoid, Outputs = SequenceOutputs.LastStep, Unroll = Unrolling.None"), "LastStep", "Forward");

    [Theory]
    [InlineData("TokenForward")]
    [InlineData("Backward")]
    public void Every_kind_of_layer(string concept) => Verify(
        """
        using UnrolledRnn;
        namespace Demo;
        [UnrolledNetwork(5, 5, 2, TieOutput = true, Unroll = Unrolling.None)]
        [EmbeddingLayer(3)]
        [DenseLayer(3, LayerActivation.Tanh)]
        [RecurrentLayer(RnnCell.Gru, 3)]
        [ActivationLayer(LayerActivation.Relu)]
        [SkipLayer(1, Gain = 0.5f)]
        [ConcatLayer(2)]
        [DenseLayer(3, LayerActivation.Elu, Bias = false)]
        public sealed partial class Kinds;
        """,
        "Kinds",
        concept);

    private static void Verify(string source, string name, string concept)
    {
        GeneratorRun run = GeneratorRun.Of(source).AssertClean();
        string emitted = run.Files.Single(file => file.Key.EndsWith($".{concept}.g.cs", StringComparison.Ordinal)).Value;

        // A release changes no snapshot.
        Snapshot.Verify(emitted.Replace($"\"{GeneratedMark.Version}\"", "\"version\"", StringComparison.Ordinal), $"{name}.{concept}");
    }
}
