using UnrolledRnn.Numerics;

namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>The reference is trusted by everything else, so it is checked against the definition of a derivative.</summary>
public sealed class NetworkReferenceTests
{
    private const int SequenceLength = 4;
    private const int BatchSize = 2;
    private const double Difference = 1e-5;

    /// <summary>The cells by name.</summary>
    public static TheoryData<string> Cells() => ["tanh", "relu", "sigmoid", "lstm", "gru", "gru reset before"];

    [Theory]
    [MemberData(nameof(Cells))]
    public void Gradients_of_a_cell_equal_central_differences(string cell) =>
        AssertGradients(new NetworkReference([Recurrent(cell, 3, 4, 0), Output(4)]));

    [Theory]
    [MemberData(nameof(Cells))]
    public void Gradients_of_a_bidirectional_layer_equal_central_differences(string cell) =>
        AssertGradients(new NetworkReference([Bidirectional(cell, 3, 4, 0), Output(8)]));

    [Theory]
    [MemberData(nameof(Cells))]
    public void Gradients_of_the_last_output_of_a_bidirectional_layer_equal_central_differences(string cell) =>
        AssertGradients(new NetworkReference([Bidirectional(cell, 3, 4, 0), Output(8)], SequenceOutputs.LastStep));

    [Fact]
    public void Gradients_of_a_stack_of_different_cells_equal_central_differences() =>
        AssertGradients(new NetworkReference([Recurrent("gru", 3, 4, 0), Bidirectional("lstm", 4, 2, 1), Recurrent("tanh", 4, 3, 2), Output(3)]));

    [Theory]
    [InlineData(SequenceOutputs.EveryStep)]
    [InlineData(SequenceOutputs.LastStep)]
    public void Gradients_with_dense_layers_in_front_and_behind_equal_central_differences(SequenceOutputs outputs) =>
        AssertGradients(new NetworkReference(
            [
                new DenseReference(3, 5, OutputActivation.Tanh, "input"),
                Recurrent("lstm", 5, 4, 0),
                new DenseReference(4, 6, OutputActivation.Sigmoid, "dense.0"),
                new DenseReference(6, 3, OutputActivation.Relu, "dense.1"),
                Output(3),
            ],
            outputs));

    [Theory]
    [InlineData(SequenceOutputs.EveryStep)]
    [InlineData(SequenceOutputs.LastStep)]
    public void Gradients_of_a_residual_network_equal_central_differences(SequenceOutputs outputs) =>
        AssertGradients(new NetworkReference([Recurrent("gru", 3, 4, 0), Output(4, OutputActivation.Tanh)], outputs, residual: true));

    [Theory]
    [InlineData(OutputActivation.Identity)]
    [InlineData(OutputActivation.Tanh)]
    [InlineData(OutputActivation.Sigmoid)]
    [InlineData(OutputActivation.Relu)]
    [InlineData(OutputActivation.Softmax)]
    public void Gradients_of_an_output_activation_equal_central_differences(OutputActivation activation) =>
        AssertGradients(new NetworkReference([Recurrent("lstm", 3, 4, 0), Output(4, activation)]));

    [Fact]
    public void The_last_output_of_a_reverse_direction_is_its_first_step()
    {
        var random = new SeededRandom(3);
        var network = new NetworkReference([Bidirectional("tanh", 1, 1, 0), new DenseReference(2, 1, OutputActivation.Identity, "linear")], SequenceOutputs.LastStep);
        Set("rnn.weight_ih_l0_reverse", 1);
        Set("linear.weight", 0, 1);
        double[] inputs = Uniform(SequenceLength, ref random);
        Assert.Equal([Math.Tanh(inputs[^1])], network.Forward(inputs, [0, 0]).Outputs);

        void Set(string name, params double[] values) => network.Parameters.Single(parameter => parameter.Name == name).Values = values;
    }

    private static void AssertGradients(NetworkReference network)
    {
        var random = new SeededRandom(7);
        foreach (ReferenceParameter parameter in network.Parameters)
        {
            parameter.Values = Uniform(parameter.Values.Length, ref random);
        }

        double[] inputs = Uniform(SequenceLength * BatchSize * network.InputSize, ref random);
        double[] initialStates = Uniform(BatchSize * network.StateSize, ref random);
        double[] finalGradients = Uniform(BatchSize * network.StateSize, ref random);
        NetworkPass pass = network.Forward(inputs, initialStates);
        double[] outputGradients = Uniform(pass.Outputs.Length, ref random);
        NetworkGradients gradients = pass.Backward(outputGradients, finalGradients);

        foreach (ReferenceParameter parameter in network.Parameters)
        {
            AssertEqualsDifferences(parameter.Name, parameter.Values, gradients.Parameters[parameter.Name]);
        }

        AssertEqualsDifferences("inputs", inputs, gradients.Inputs);
        AssertEqualsDifferences("initial states", initialStates, gradients.InitialStates);

        void AssertEqualsDifferences(string what, double[] values, double[] gradient)
        {
            Assert.Equal(values.Length, gradient.Length);
            for (int i = 0; i < values.Length; i++)
            {
                double at = values[i];
                values[i] = at + Difference;
                double above = Loss();
                values[i] = at - Difference;
                double below = Loss();
                values[i] = at;
                double expected = (above - below) / (2 * Difference);
                Assert.True(Math.Abs(expected - gradient[i]) < 1e-8, $"{what}, element {i}: expected {expected}, got {gradient[i]}.");
            }
        }

        double Loss()
        {
            NetworkPass at = network.Forward(inputs, initialStates);
            return Dot(at.Outputs, outputGradients) + Dot(at.FinalStates, finalGradients);
        }
    }

    private static double Dot(double[] first, double[] second) => first.Zip(second).Sum(pair => pair.First * pair.Second);

    private static DenseReference Output(int size, OutputActivation activation = OutputActivation.Identity) => new(size, 2, activation, "linear");

    private static RecurrentReference Recurrent(string cell, int inputSize, int hiddenSize, int layer) => new(Cell(cell, inputSize, hiddenSize, $"l{layer}"));

    private static BidirectionalReference Bidirectional(string cell, int inputSize, int hiddenSize, int layer) =>
        new(Cell(cell, inputSize, hiddenSize, $"l{layer}"), Cell(cell, inputSize, hiddenSize, $"l{layer}_reverse"));

    private static IReferenceCell Cell(string cell, int inputSize, int hiddenSize, string suffix)
    {
        return cell switch
        {
            "lstm" => new LstmReference(inputSize, hiddenSize, Name),
            "gru" => new GruReference(inputSize, hiddenSize, Name),
            "gru reset before" => new GruResetBeforeReference(inputSize, hiddenSize, Name),
            _ => new ElmanReference(inputSize, hiddenSize, Enum.Parse<OutputActivation>(cell, ignoreCase: true), Name),
        };

        string Name(string tensor) => $"rnn.{tensor}_{suffix}";
    }

    private static double[] Uniform(int count, ref SeededRandom random)
    {
        double[] values = new double[count];
        foreach (ref double value in values.AsSpan())
        {
            value = (2 * random.NextDouble()) - 1;
        }

        return values;
    }
}
