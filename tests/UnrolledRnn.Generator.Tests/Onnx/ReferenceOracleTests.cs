using UnrolledRnn.Generator.Tests.Infrastructure;
using UnrolledRnn.Generator.Tests.Reference;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Generator.Tests.Onnx;

/// <summary>The reference computes what ONNX Runtime's operators compute: gates, their order, directions, where a bias goes.</summary>
public sealed class ReferenceOracleTests
{
    private const int SequenceLength = 7;
    private const int BatchSize = 3;

    /// <summary>The functions that ONNX's operators have.</summary>
    public static TheoryData<LayerActivation> Functions() =>
        [.. Enum.GetValues<LayerActivation>().Where(function => function is not (LayerActivation.Softmax or LayerActivation.HardTanh))];

    public static TheoryData<LayerActivation> AllFunctions() => [.. Enum.GetValues<LayerActivation>()];

    [Theory]
    [InlineData(LayerActivation.Tanh)]
    [InlineData(LayerActivation.Relu)]
    [InlineData(LayerActivation.Sigmoid)]
    public void Elman_cell_is_the_operator_RNN(LayerActivation function) =>
        AssertEqual((inputs, name) => new ElmanReference(inputs, 5, function, name, CellVariant.Default));

    [Fact]
    public void Lstm_cell_is_the_operator_LSTM() => AssertEqual((inputs, name) => new LstmReference(inputs, 5, name, CellVariant.Default));

    [Fact]
    public void Gru_cell_is_the_operator_GRU_with_linear_before_reset() =>
        AssertEqual((inputs, name) => new GruReference(inputs, 5, name, CellVariant.Default));

    [Fact]
    public void Gru_cell_that_resets_the_state_is_the_operator_GRU() =>
        AssertEqual((inputs, name) => new GruResetBeforeReference(inputs, 5, name, CellVariant.Default));

    [Theory]
    [MemberData(nameof(Functions))]
    public void Cells_have_the_functions_of_the_operators(LayerActivation function)
    {
        CellVariant gates = CellVariant.Default with { GateActivation = function };
        CellVariant cell = CellVariant.Default with { CellActivation = function };
        AssertEqual((inputs, name) => new ElmanReference(inputs, 5, LayerActivation.Tanh, name, cell));
        AssertEqual((inputs, name) => new LstmReference(inputs, 5, name, gates));
        AssertEqual((inputs, name) => new LstmReference(inputs, 5, name, cell));
        AssertEqual((inputs, name) => new GruReference(inputs, 5, name, cell));
        AssertEqual((inputs, name) => new GruResetBeforeReference(inputs, 5, name, cell));

        // ONNX Runtime gives NaN for one time step among others that are right.
        if (function != LayerActivation.Softplus)
        {
            AssertEqual((inputs, name) => new GruReference(inputs, 5, name, gates));
            AssertEqual((inputs, name) => new GruResetBeforeReference(inputs, 5, name, gates));
        }
    }

    [Fact]
    public void Peepholes_are_those_of_the_operator_LSTM() =>
        AssertEqual((inputs, name) => new LstmReference(inputs, 5, name, CellVariant.Default with { Peepholes = true }));

    [Fact]
    public void Cells_without_biases_are_the_operators_without_them()
    {
        CellVariant variant = CellVariant.Default with { Bias = false };
        AssertEqual((inputs, name) => new ElmanReference(inputs, 5, LayerActivation.Tanh, name, variant));
        AssertEqual((inputs, name) => new LstmReference(inputs, 5, name, variant));
        AssertEqual((inputs, name) => new GruReference(inputs, 5, name, variant));
        AssertEqual((inputs, name) => new GruResetBeforeReference(inputs, 5, name, variant));
    }

    [Theory]
    [MemberData(nameof(AllFunctions))]
    public void Dense_and_activation_layers_have_the_functions_of_the_operators(LayerActivation function) =>
        AssertEqual(new NetworkReference(
            [
                new DenseReference(4, 6, function, "dense.0", hasBias: false),
                new DenseReference(6, 5, LayerActivation.Identity, "dense.1"),
                new ActivationReference(5, function),
                Output(5),
            ]));

    [Theory]
    [InlineData(DirectionMerge.Concatenate)]
    [InlineData(DirectionMerge.Sum)]
    [InlineData(DirectionMerge.Mean)]
    [InlineData(DirectionMerge.Product)]
    public void Directions_merge_as_operators_do(DirectionMerge merge)
    {
        foreach (SequenceOutputs outputs in Enum.GetValues<SequenceOutputs>())
        {
            var both = new BidirectionalReference(Lstm("l0"), Lstm("l0_reverse"), merge);
            AssertEqual(
                new NetworkReference(
                    [both, new ConcatReference(both.OutputSize, 4, from: 0), Output(both.OutputSize + 4)], outputs, residual: true));
        }

        static LstmReference Lstm(string layer) => new(4, 5, Names(layer), CellVariant.Default);
    }

    [Fact]
    public void Embeddings_skips_concatenations_and_tied_outputs_are_what_operators_make_of_them()
    {
        var embedding = new EmbeddingReference(4, 5);
        AssertEqual(new NetworkReference(
        [
            embedding,
            new RecurrentReference(new GruReference(5, 5, Names("l0"), CellVariant.Default)),
            new SkipReference(5, from: 1, gain: 0.5),
            new ConcatReference(5, 5, from: 2),
            new DenseReference(10, 5, LayerActivation.Elu, "dense.0"),
            new DenseReference(5, 4, LayerActivation.Softmax, "linear", tiedWeight: embedding.Table),
        ]));
    }

    private static void AssertEqual(Func<int, Func<string, string>, ReferenceCell> cell)
    {
        foreach (SequenceOutputs outputs in Enum.GetValues<SequenceOutputs>())
        {
            AssertEqual(new NetworkReference([new RecurrentReference(cell(4, Names("l0"))), Output(5)], outputs));
            AssertEqual(
                new NetworkReference(
                    [new BidirectionalReference(cell(4, Names("l0")), cell(4, Names("l0_reverse"))), Output(10)], outputs));
        }

        AssertEqual(new NetworkReference(
            [
                new DenseReference(4, 6, LayerActivation.Tanh, "input"),
                new RecurrentReference(cell(6, Names("l0"))),
                new BidirectionalReference(cell(5, Names("l1")), cell(5, Names("l1_reverse"))),
                new DenseReference(10, 7, LayerActivation.Relu, "dense.0"),
                Output(7),
            ],
            residual: true));
    }

    private static DenseReference Output(int size) => new(size, 3, LayerActivation.Sigmoid, "linear");

    private static Func<string, string> Names(string layer) => tensor => $"rnn.{tensor}_{layer}";

    private static void AssertEqual(NetworkReference network)
    {
        var random = new SeededRandom(9);
        foreach (ReferenceParameter parameter in network.Parameters)
        {
            // Half of ±1 keeps cells whose functions have no bounds from growing.
            parameter.Values = Array.ConvertAll(Samples.Uniform(parameter.Values.Length, ref random), value => value / 2.0);
        }

        float[] inputs = Samples.Uniform(SequenceLength * BatchSize * network.InputSize, ref random);
        float[] states = Samples.Uniform(BatchSize * network.StateSize, ref random);
        (float[] outputs, float[] finalStates) = OnnxOracle.Run(network, inputs, BatchSize, states);
        NetworkPass actual = network.Forward(
            Array.ConvertAll(inputs, value => (double)value), BatchSize, Array.ConvertAll(states, value => (double)value));
        Assert.Equal(outputs.Length, actual.Outputs.Length);
        Assert.All(outputs.Zip(actual.Outputs), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.All(finalStates.Zip(actual.FinalStates), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }
}
