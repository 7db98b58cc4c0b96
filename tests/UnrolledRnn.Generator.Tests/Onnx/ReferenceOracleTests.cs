using UnrolledRnn.Generator.Tests.Infrastructure;
using UnrolledRnn.Generator.Tests.Reference;
using UnrolledRnn.Numerics;

namespace UnrolledRnn.Generator.Tests.Onnx;

/// <summary>The reference computes what ONNX Runtime's operators compute: gates, their order, directions, where a bias goes.</summary>
public sealed class ReferenceOracleTests
{
    private const int SequenceLength = 7;
    private const int BatchSize = 3;

    [Theory]
    [InlineData(OutputActivation.Tanh)]
    [InlineData(OutputActivation.Relu)]
    [InlineData(OutputActivation.Sigmoid)]
    public void Elman_cell_is_the_operator_RNN(OutputActivation function) => AssertEqual((inputs, name) => new ElmanReference(inputs, 5, function, name));

    [Fact]
    public void Lstm_cell_is_the_operator_LSTM() => AssertEqual((inputs, name) => new LstmReference(inputs, 5, name));

    [Fact]
    public void Gru_cell_is_the_operator_GRU_with_linear_before_reset() => AssertEqual((inputs, name) => new GruReference(inputs, 5, name));

    [Fact]
    public void Gru_cell_that_resets_the_state_is_the_operator_GRU() => AssertEqual((inputs, name) => new GruResetBeforeReference(inputs, 5, name));

    private static void AssertEqual(Func<int, Func<string, string>, IReferenceCell> cell)
    {
        AssertEqual(new NetworkReference([new RecurrentReference(cell(4, Names("l0"))), Output(5)]));
        AssertEqual(new NetworkReference([new BidirectionalReference(cell(4, Names("l0")), cell(4, Names("l0_reverse"))), Output(10)], SequenceOutputs.LastStep));
        AssertEqual(new NetworkReference(
            [
                new DenseReference(4, 6, OutputActivation.Tanh, "input"),
                new RecurrentReference(cell(6, Names("l0"))),
                new BidirectionalReference(cell(5, Names("l1")), cell(5, Names("l1_reverse"))),
                new DenseReference(10, 7, OutputActivation.Relu, "dense.0"),
                Output(7),
            ],
            residual: true));
    }

    private static DenseReference Output(int size) => new(size, 3, OutputActivation.Sigmoid, "linear");

    private static Func<string, string> Names(string layer) => tensor => $"rnn.{tensor}_{layer}";

    private static void AssertEqual(NetworkReference network)
    {
        var random = new SeededRandom(9);
        foreach (ReferenceParameter parameter in network.Parameters)
        {
            parameter.Values = Array.ConvertAll(Samples.Uniform(parameter.Values.Length, ref random), value => (double)value);
        }

        float[] inputs = Samples.Uniform(SequenceLength * BatchSize * network.InputSize, ref random);
        float[] states = Samples.Uniform(BatchSize * network.StateSize, ref random);
        (float[] outputs, float[] finalStates) = OnnxOracle.Run(network, inputs, states);
        NetworkPass actual = network.Forward(Array.ConvertAll(inputs, value => (double)value), Array.ConvertAll(states, value => (double)value));
        Assert.Equal(outputs.Length, actual.Outputs.Length);
        Assert.All(outputs.Zip(actual.Outputs), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.All(finalStates.Zip(actual.FinalStates), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }
}
