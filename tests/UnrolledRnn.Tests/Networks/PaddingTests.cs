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

    private static void Check<TNetwork>()
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        NetworkShape shape = TNetwork.Shape;
        TNetwork network = TNetwork.Create(seed: 1);
        var trainer = new Trainer<TNetwork>(network, new Adam(network.Parameters.Length, weightDecay: 0.1f), BatchSize);
        float[] inputs = TestData.Floats(shape.SequenceLength * BatchSize * shape.InputSize, seed: 1);
        float[] targets = TestData.Floats(shape.OutputSteps * BatchSize * shape.OutputSize, seed: 2);
        for (int i = 0; i < 3; i++)
        {
            trainer.Train(inputs, targets);
        }

        Assert.All(Padding(network.Parameters.ToArray()), value => Assert.Equal(0, value));

        float[] Padding(float[] buffer)
        {
            foreach (ParameterTensor tensor in TNetwork.Tensors)
            {
                tensor.CopyFrom(new float[tensor.Count], buffer);
            }

            return buffer;
        }
    }
}
