using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Networks;

/// <summary>What lies between the tensors in the buffers is zero and stays so, or kernels would read it.</summary>
public class PaddingTests
{
    private const int BatchSize = 2;

    [Fact]
    public void Training_leaves_the_padding_zero_of_a_narrow_network() => Check<ElmanTanh>();

    [Fact]
    public void Training_leaves_the_padding_zero_of_a_wide_network() => Check<ElmanTanhWide>();

    [Fact]
    public void Training_leaves_the_padding_zero_where_functions_of_zero_are_not() => Check<SigmoidTwin>();

    [Fact]
    public void Training_leaves_the_padding_zero_where_W_ho_is_stored_by_rows() => Check<SigmoidFilter>();

    [Fact]
    public void Training_leaves_the_padding_zero_under_a_softmax() => Check<ProbabilityModel>();

    [Fact]
    public void Training_leaves_the_padding_zero_of_one_input_and_output() => Check<Filter>();

    [Fact]
    public void A_state_reused_for_gradients_brings_none_of_its_padding_along()
    {
        // After a step of a sigmoid cell, the padding of a state is sigmoid(0).
        var network = new SigmoidTwin(seed: 1);
        var tape = new SigmoidTwin.Tape(batchSize: 1);
        var gradients = new SigmoidTwin.Gradients();
        float[] outputs = new float[SigmoidTwin.SequenceLength * SigmoidTwin.OutputSize];
        var states = new SigmoidTwin.State[1];
        network.Forward(TestData.Floats(SigmoidTwin.SequenceLength * SigmoidTwin.InputSize), outputs, tape, states);
        states[0].Hidden.Fill(1);

        network.Backward(outputs, tape, gradients, finalStateGradients: states);

        Assert.All(Padding<SigmoidTwin>(gradients.Values), value => Assert.Equal(0, value));
    }

    private static void Check<TNetwork>()
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        NetworkShape shape = TNetwork.Shape;
        TNetwork network = TNetwork.Create(seed: 1);
        var optimizer = new AdamW(network.Parameters.Length, weightDecay: 0.1f);
        TrainingTape tape = TNetwork.CreateTape(BatchSize);
        ParameterGradients gradients = TNetwork.CreateGradients();
        float[] inputs = TestData.Floats(shape.SequenceLength * BatchSize * shape.InputSize, seed: 1);
        float[] targets = TestData.Floats(shape.OutputSteps * BatchSize * shape.OutputSize, seed: 2);
        for (int i = 0; i < 3; i++)
        {
            float[] outputs = new float[targets.Length];
            network.Forward(inputs, outputs, tape);
            MeanSquaredError.Compute(outputs, targets, outputs);
            gradients.Clear();
            network.Backward(outputs, tape, gradients);
            optimizer.Step(network.Parameters, gradients.Values);
        }

        Assert.All(Padding<TNetwork>(network.Parameters), value => Assert.Equal(0, value));
    }

    /// <summary>A copy of a buffer whose tensors are cleared.</summary>
    private static float[] Padding<TNetwork>(ReadOnlySpan<float> buffer)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        float[] copy = buffer.ToArray();
        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            tensor.CopyFrom(new float[tensor.Count], copy);
        }

        return copy;
    }
}
