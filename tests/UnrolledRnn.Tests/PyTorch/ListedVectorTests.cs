using UnrolledRnn.Serialization;

namespace UnrolledRnn.Tests.PyTorch;

/// <summary>The network of PyTorch/projected.</summary>
[UnrolledNetwork(inputSize: 3, outputSize: 2, sequenceLength: 5)]
[RecurrentLayer(RnnCell.Lstm, 20, ProjectionSize = 7)]
[RecurrentLayer(RnnCell.Lstm, 9, ProjectionSize = 4, Bias = false)]
public sealed partial class ProjectedVector;

/// <summary>The network of PyTorch/between.</summary>
[UnrolledNetwork(inputSize: 3, outputSize: 2, sequenceLength: 5, OutputBias = false)]
[DenseLayer(6, LayerActivation.Elu)]
[DenseLayer(5, LayerActivation.Softplus)]
[RecurrentLayer(RnnCell.Gru, 9)]
[DenseLayer(8, LayerActivation.HardSigmoid, Bias = false)]
[RecurrentLayer(RnnCell.Relu, 8)]
[SkipLayer(from: 4, Gain = 0.5f)]
[ActivationLayer(LayerActivation.LeakyRelu)]
public sealed partial class BetweenVector;

/// <summary>The network of PyTorch/tied.</summary>
[UnrolledNetwork(inputSize: 11, outputSize: 11, sequenceLength: 6, TieOutput = true)]
[EmbeddingLayer(6)]
[RecurrentLayer(RnnCell.Lstm, 9)]
[RecurrentLayer(RnnCell.Lstm, 6)]
public sealed partial class TiedVector;

/// <summary>Networks of an ordered list of layers compute what PyTorch computes, and learn what it learns.</summary>
public class ListedVectorTests
{
    [Fact]
    public void Projected_LSTMs_equal_those_of_PyTorch() => CheckVectors<ProjectedVector>("projected");

    [Fact]
    public void Dense_layers_anywhere_and_a_skip_equal_those_of_PyTorch() => CheckVectors<BetweenVector>("between");

    [Fact]
    public void A_model_whose_output_is_its_embedding_equals_that_of_PyTorch()
    {
        (TiedVector network, GatedFixture fixture) = Load<TiedVector>("tied");
        int[] tokens = fixture.Integers("tokens");
        CheckPasses(network, fixture, (outputs, tape) => network.Forward(tokens, outputs, (TiedVector.Tape)tape), outputs =>
            network.Forward(tokens, outputs, new TiedVector.State[fixture.BatchSize]));
    }

    private static void CheckVectors<TNetwork>(string name)
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        (TNetwork network, GatedFixture fixture) = Load<TNetwork>(name);
        float[] inputs = fixture.Floats("inputs");
        float[] states = new float[fixture.BatchSize * TNetwork.Shape.StateSize];
        CheckPasses(
            network,
            fixture,
            (outputs, tape) => network.Forward(inputs, outputs, tape),
            outputs => network.Forward(inputs, outputs, states));
    }

    private static (TNetwork Network, GatedFixture Fixture) Load<TNetwork>(string name)
        where TNetwork : class, ISequenceNetwork<TNetwork> =>
        (ModelFile.Load<TNetwork>(PyTorchFixture.PathOf($"{name}.safetensors")), new GatedFixture(name));

    private static void CheckPasses<TNetwork>(
        TNetwork network, GatedFixture fixture, Action<float[], TrainingTape> recorded, Action<float[]> forward)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        double[] expected = fixture.Doubles("outputs");
        float[] outputs = new float[expected.Length];
        forward(outputs);
        Expect.Close(expected, outputs);

        TrainingTape tape = TNetwork.CreateTape(fixture.BatchSize);
        recorded(outputs, tape);
        Expect.Close(expected, outputs);

        ParameterGradients gradients = TNetwork.CreateGradients();
        network.Backward(fixture.Floats("outputWeights"), tape, gradients);
        fixture.CheckGradients(TNetwork.Tensors, gradients.Values);
    }
}
