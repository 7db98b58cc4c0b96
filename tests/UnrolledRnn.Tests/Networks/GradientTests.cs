namespace UnrolledRnn.Tests.Networks;

/// <summary>Gradients are slopes of the loss, whatever the cell, the output activation and the outputs returned.</summary>
public class GradientTests
{
    private const int BatchSize = 2;

    [Fact]
    public void Gradients_of_a_tanh_cell_are_slopes_of_the_loss() => Check<ElmanTanh>();

    [Fact]
    public void Gradients_of_a_sigmoid_cell_and_output_are_slopes_of_the_loss() => Check<SigmoidTwin>();

    [Fact]
    public void Gradients_of_a_softmax_output_are_slopes_of_the_loss() => Check<ProbabilityModel>();

    [Fact]
    public void Gradients_of_a_tanh_output_are_slopes_of_the_loss() => Check<TanhOutputTwin>();

    [Fact]
    public void Gradients_of_the_last_output_alone_are_slopes_of_the_loss() => Check<LastStepTwin>();

    [Fact]
    public void Gradients_of_one_input_and_one_output_are_slopes_of_the_loss() => Check<Filter>();

    [Fact]
    public void Gradients_of_one_input_and_one_output_of_a_sigmoid_cell_are_slopes_of_the_loss() => Check<SigmoidFilter>();

    [Fact]
    public void Gradients_of_a_rectified_output_are_those_of_the_outputs_above_zero()
    {
        // A slope is of no use here: a step may lead across the bend of an output.
        var plain = new ElmanTanh(seed: 3);
        var rectified = new ReluOutputTwin(seed: 3);
        var plainTape = new ElmanTanh.Tape(BatchSize);
        var rectifiedTape = new ReluOutputTwin.Tape(BatchSize);
        var plainGradients = new ElmanTanh.Gradients();
        var rectifiedGradients = new ReluOutputTwin.Gradients();
        float[] inputs = TestData.Floats(ElmanTanh.SequenceLength * BatchSize * ElmanTanh.InputSize, seed: 1);
        float[] weights = TestData.Floats(ElmanTanh.SequenceLength * BatchSize * ElmanTanh.OutputSize, seed: 2);
        float[] outputs = new float[weights.Length];
        rectified.Forward(inputs, new float[weights.Length], rectifiedTape);
        plain.Forward(inputs, outputs, plainTape);

        rectified.Backward(weights, rectifiedTape, rectifiedGradients);
        plain.Backward(weights.Zip(outputs, (weight, output) => output > 0 ? weight : 0).ToArray(), plainTape, plainGradients);

        Expect.Close(plainGradients.Values, rectifiedGradients.Values, 1e-6);
    }

    private static void Check<TNetwork>()
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        NetworkShape shape = TNetwork.Shape;
        TNetwork network = TNetwork.Create(seed: 3);
        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            tensor.CopyFrom(TestData.Floats(tensor.Count, seed: tensor.Offset, scale: 0.5f), network.Parameters);
        }

        float[] inputs = TestData.Floats(shape.SequenceLength * BatchSize * shape.InputSize, seed: 1);
        float[] weights = TestData.Floats(shape.OutputSteps * BatchSize * shape.OutputSize, seed: 2);
        float[] outputs = new float[weights.Length];
        float[] states = new float[BatchSize * shape.StateSize];
        TrainingTape tape = TNetwork.CreateTape(BatchSize);
        ParameterGradients gradients = TNetwork.CreateGradients();
        float[] inputGradients = new float[inputs.Length];
        network.Forward(inputs, outputs, tape, states);
        network.Backward(weights, tape, gradients, inputGradients);

        CheckSlopes(inputs, inputGradients, Loss);
        foreach (ParameterTensor tensor in TNetwork.Tensors)
        {
            float[] values = new float[tensor.Count];
            float[] expected = new float[tensor.Count];
            tensor.CopyTo(network.Parameters, values);
            tensor.CopyTo(gradients.Values, expected);
            CheckSlopes(values, expected, () =>
            {
                tensor.CopyFrom(values, network.Parameters);
                return Loss();
            });
        }

        double Loss()
        {
            Array.Clear(states);
            network.Forward(inputs, outputs, states);
            return outputs.Zip(weights, (output, weight) => (double)output * weight).Sum();
        }
    }

    /// <summary>Compares a gradient with central differences.</summary>
    private static void CheckSlopes(float[] values, float[] gradients, Func<double> loss)
    {
        const float Step = 1f / 256;
        for (int i = 0; i < values.Length; i++)
        {
            float value = values[i];
            values[i] = value + Step;
            double above = loss();
            values[i] = value - Step;
            double below = loss();
            values[i] = value;
            loss();
            double slope = (above - below) / (2 * Step);
            if (!(Math.Abs(slope - gradients[i]) <= 2e-3 * (1 + Math.Abs(slope))))
            {
                Assert.Fail($"[{i}]: the slope is {slope}, the gradient {gradients[i]}.");
            }
        }
    }
}
