using UnrolledRnn.CompilerServices;
using static UnrolledRnn.Generator.Tests.Reference.ReferenceLayers;

namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>The reference is trusted by everything else, so it is checked against the definition of a derivative.</summary>
public sealed class NetworkReferenceTests
{
    private const int SequenceLength = CentralDifferences.SequenceLength;

    public static TheoryData<SequenceOutputs> OutputForms() => [.. Enum.GetValues<SequenceOutputs>()];

    public static TheoryData<DirectionMerge, SequenceOutputs> Merges()
    {
        var data = new TheoryData<DirectionMerge, SequenceOutputs>();
        foreach (DirectionMerge merge in Enum.GetValues<DirectionMerge>())
        {
            foreach (SequenceOutputs outputs in Enum.GetValues<SequenceOutputs>())
            {
                data.Add(merge, outputs);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cells), MemberType = typeof(ReferenceLayers))]
    public void Gradients_of_a_cell_equal_central_differences(string cell) =>
        CentralDifferences.Assert(new NetworkReference([Recurrent(cell, 3, 4), Output(4)]));

    [Theory]
    [MemberData(nameof(Cells), MemberType = typeof(ReferenceLayers))]
    public void Gradients_of_a_bidirectional_layer_equal_central_differences(string cell) =>
        CentralDifferences.Assert(new NetworkReference([Bidirectional(cell, 3, 4), Output(8)]));

    [Theory]
    [MemberData(nameof(Merges))]
    public void Gradients_of_merged_directions_equal_central_differences(DirectionMerge merge, SequenceOutputs outputs)
    {
        BidirectionalReference both = Bidirectional("lstm", 3, 4, merge: merge);
        CentralDifferences.Assert(new NetworkReference([both, Output(both.OutputSize)], outputs));
    }

    [Theory]
    [MemberData(nameof(OutputForms))]
    public void Gradients_of_a_stack_of_different_cells_equal_central_differences(SequenceOutputs outputs) => CentralDifferences.Assert(
        new NetworkReference([Recurrent("gru", 3, 4, 0), Bidirectional("lstm", 4, 2, 1), Recurrent("tanh", 4, 3, 2), Output(3)], outputs));

    [Theory]
    [MemberData(nameof(OutputForms))]
    public void Gradients_with_dense_layers_everywhere_equal_central_differences(SequenceOutputs outputs) =>
        CentralDifferences.Assert(new NetworkReference(
            [
                new DenseReference(3, 5, LayerActivation.Tanh, "input"),
                new DenseReference(5, 4, LayerActivation.Elu, "dense.0", hasBias: false),
                Recurrent("lstm", 4, 4, 0),
                new DenseReference(4, 6, LayerActivation.Sigmoid, "dense.1"),
                Bidirectional("gru", 6, 3, 1),
                new DenseReference(6, 3, LayerActivation.Relu, "dense.2"),
                Output(3),
            ],
            outputs));

    [Theory]
    [MemberData(nameof(OutputForms))]
    public void Gradients_of_a_residual_network_equal_central_differences(SequenceOutputs outputs)
    {
        CentralDifferences.Assert(new NetworkReference([Recurrent("gru", 3, 4), Output(4, LayerActivation.Tanh)], outputs, residual: true));
        CentralDifferences.Assert(
            new NetworkReference([Bidirectional("gru", 3, 4), Output(8, LayerActivation.Tanh)], outputs, residual: true));
    }

    [Theory]
    [MemberData(nameof(Functions), MemberType = typeof(ReferenceLayers))]
    public void Gradients_of_layers_that_are_functions_equal_central_differences(LayerActivation activation) =>
        CentralDifferences.Assert(new NetworkReference(
            [
                new ActivationReference(3, activation),
                Recurrent("lstm", 3, 4),
                new DenseReference(4, 3, LayerActivation.Identity, "dense.0"),
                new ActivationReference(3, activation),
                Output(3, activation),
            ]));

    [Theory]
    [MemberData(nameof(OutputForms))]
    public void Gradients_of_skips_and_concatenations_equal_central_differences(SequenceOutputs outputs)
    {
        CentralDifferences.Assert(new NetworkReference(
            [
                new DenseReference(3, 4, LayerActivation.Tanh, "input"),
                Recurrent("gru", 4, 4),
                new SkipReference(4, from: 1, gain: -0.75),
                new ConcatReference(4, 3, from: 0),
                Bidirectional("lstm", 7, 2, 1),
                new SkipReference(4, from: 2, gain: 1),
                new ConcatReference(4, 7, from: 4),
                Output(11),
            ],
            outputs));
    }

    [Theory]
    [MemberData(nameof(OutputForms))]
    public void Gradients_of_a_tied_embedding_equal_central_differences(SequenceOutputs outputs)
    {
        var embedding = new EmbeddingReference(5, 3);
        CentralDifferences.Assert(new NetworkReference(
            [embedding, Recurrent("gru", 3, 3), new DenseReference(3, 5, LayerActivation.Softmax, "linear", tiedWeight: embedding.Table)],
            outputs));
    }

    [Fact]
    public void Gradients_without_a_recurrent_layer_or_an_output_layer_equal_central_differences()
    {
        CentralDifferences.Assert(new NetworkReference([new DenseReference(3, 4, LayerActivation.Tanh, "dense.0"), Output(4)]));
        CentralDifferences.Assert(
            new NetworkReference([Recurrent("lstm", 3, 4, 0, new CellVariant { ProjectionSize = 2 })], residual: true));
    }

    [Theory]
    [InlineData(SequenceOutputs.LastTimeStep, SequenceLength - 1)]
    [InlineData(SequenceOutputs.LastStep, 0)]
    public void The_last_output_of_a_reverse_direction_is_that_of_its_last_step_or_of_the_last_time(SequenceOutputs outputs, int time)
    {
        var random = new SeededRandom(3);
        var network = new NetworkReference(
            [Bidirectional("tanh", 1, 1), new DenseReference(2, 1, LayerActivation.Identity, "linear")], outputs);
        Set("rnn.weight_ih_l0_reverse", 1);
        Set("linear.weight", 0, 1);
        double[] inputs = CentralDifferences.Uniform(SequenceLength, ref random);
        Assert.Equal([Math.Tanh(inputs[time])], network.Forward(inputs, batchSize: 1, [0, 0]).Outputs);

        void Set(string name, params double[] values) => network.Parameters.Single(parameter => parameter.Name == name).Values = values;
    }

    [Fact]
    public void Learned_states_have_a_gradient_only_where_no_states_are_given()
    {
        var network = new NetworkReference([Recurrent("lstm", 3, 4, 0, new CellVariant { LearnsInitialState = true })]);
        var random = new SeededRandom(4);
        foreach (ReferenceParameter parameter in network.Parameters)
        {
            parameter.Values = CentralDifferences.Uniform(parameter.Values.Length, ref random);
        }

        double[] inputs = CentralDifferences.Uniform(SequenceLength * 3, ref random);
        NetworkPass own = network.Forward(inputs, batchSize: 1, initialStates: null);
        NetworkPass given = network.Forward(inputs, batchSize: 1, network.InitialState);
        Assert.Equal(own.Outputs, given.Outputs);
        double[] gradient = CentralDifferences.Uniform(own.Outputs.Length, ref random);
        Assert.DoesNotContain(0, own.Backward(gradient, new double[8]).Parameters["rnn.c_0_l0"]);
        Assert.All(given.Backward(gradient, new double[8]).Parameters["rnn.c_0_l0"], value => Assert.Equal(0, value));
    }
}
