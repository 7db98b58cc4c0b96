using UnrolledRnn.Formats.Tests.Onnx;
using UnrolledRnn.Formats.Tests.Support;

namespace UnrolledRnn.Formats.Tests.Running;

/// <summary>A plain network computes what the generated class of the same declaration does.</summary>
public sealed class PlainNetworkTests
{
    private const float Tolerance = 2e-6f;

    [Fact]
    public void Lstm_agrees_with_its_class() => AssertAgrees<Amp>();

    [Fact]
    public void Stacked_gru_agrees_with_its_class() => AssertAgrees<TwoGrus>();

    [Fact]
    public void Residual_elman_cell_agrees_with_its_class() => AssertAgrees<ReluResidual>();

    [Fact]
    public void Both_directions_agree_with_their_class() => AssertAgrees<BothWays>();

    [Fact]
    public void Last_steps_of_both_directions_agree_with_their_class() => AssertAgrees<BothWaysLast>();

    [Fact]
    public void Every_option_and_joining_layer_agrees_with_its_class() => AssertAgrees<Listed>();

    [Fact]
    public void Tied_language_model_agrees_with_its_class() => AssertAgrees<Language>();

    [Fact]
    public void Merged_directions_at_the_last_time_step_agree_with_their_class() => AssertAgrees<Mean>();

    [Fact]
    public void Token_selects_what_its_one_hot_vector_does()
    {
        var plain = new PlainNetwork(ModelDescription.Of(RandomWeights.Network<Language>()));
        float[] state = new float[plain.StateSize];
        float[] expected = new float[Language.OutputSize];
        float[] input = new float[Language.InputSize];
        input[7] = 1;
        plain.Step(input, expected, state);

        float[] output = new float[Language.OutputSize];
        plain.Step(7, output, new float[plain.StateSize]);

        Assert.All(expected.Zip(output), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }

    [Fact]
    public void Token_of_a_model_whose_later_layers_read_the_input_selects_what_its_one_hot_vector_does()
    {
        var plain = new PlainNetwork(OnnxModels.Of("embedding"));
        float[] state = new float[plain.StateSize];
        float[] expected = new float[7];
        float[] input = new float[7];
        input[2] = 1;
        plain.Step(input, expected, state);

        float[] output = new float[7];
        plain.Step(2, output, new float[plain.StateSize]);

        Assert.All(expected.Zip(output), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }

    private static void AssertAgrees<TNetwork>()
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        TNetwork network = RandomWeights.Network<TNetwork>();
        NetworkShape shape = TNetwork.Shape;
        float[] inputs = RandomWeights.Values(new Random(2), shape.SequenceLength * shape.InputSize);
        float[] expected = new float[shape.OutputSteps * shape.OutputSize];
        float[] expectedState = new float[shape.StateSize];
        network.CopyInitialState(expectedState);
        network.Forward(inputs, expected, TNetwork.CreateTape(1), expectedState);

        var plain = new PlainNetwork(ModelDescription.Of(network));
        float[] outputs = new float[expected.Length];
        float[] state = new float[plain.StateSize];
        StateLayout.CopyInitial(ModelDescription.Of(network), state);
        plain.Forward(inputs, outputs, state);

        Assert.Equal(shape.StateSize, plain.StateSize);
        Assert.All(expected.Zip(outputs), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        Assert.All(expectedState.Zip(state), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }
}
