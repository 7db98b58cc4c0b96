using UnrolledRnn.Serialization;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.PyTorch;

/// <summary>
/// Regularised passes compute what PyTorch computes with the same masks, which make_regularization.py draws by itself: outputs,
/// penalties, gradients.
/// </summary>
public class RegularizedVectorTests
{
    private static readonly Regularization s_dropout = new()
    {
        EmbeddingDropout = 0.25f,
        InputDropout = 0.375f,
        LayerDropout = 0.25f,
        OutputDropout = 0.5f,
        WeightDropout = 0.5f,
        ActivationPenalty = 2,
        TemporalActivationPenalty = 1,
        Seed = 1,
    };

    private static readonly Regularization s_zoneout = new() { HiddenZoneout = 0.25f, CellZoneout = 0.5f, Seed = 1L << 40 };

    private static readonly Regularization s_both =
        s_dropout with { EmbeddingDropout = 0, HiddenZoneout = 0.25f, CellZoneout = 0.5f, Seed = 3 };

    [Fact]
    public void The_dropouts_and_penalties_of_AWD_LSTM_equal_those_of_PyTorch() => CheckTokens("awd", s_dropout, pass: 0);

    [Fact]
    public void Masks_for_every_step_equal_those_of_PyTorch() =>
        CheckTokens("every_step", s_dropout with { IsVariational = false, Seed = -2 }, pass: 5);

    [Fact]
    public void Zoneout_of_LSTMs_equals_that_of_PyTorch() => CheckTokens("zoneout", s_zoneout, pass: (1L << 33) + 2);

    [Fact]
    public void Everything_at_once_on_GRUs_with_restarts_equals_PyTorch() =>
        CheckVectors<GruStackVector>("gru", "gru_stack", s_both, pass: 1);

    [Fact]
    public void Everything_at_once_on_layers_both_ways_with_restarts_equals_PyTorch() =>
        CheckVectors<MixedBidirectionalVector>("both_ways", "mixed_bidirectional", s_both with { Seed = 4 }, pass: 1);

    [Fact]
    public void Everything_at_once_on_a_last_layer_both_ways_equals_PyTorch() =>
        CheckVectors<LstmBidirectionalVector>("both_ways_last", "lstm_bidirectional", s_both with { Seed = 5 }, pass: 1);

    private static void CheckTokens(string name, Regularization regularization, long pass)
    {
        var network = ModelFile.Load<TiedVector>(PyTorchFixture.PathOf("tied.safetensors"));
        var fixture = new GatedFixture($"regularized_{name}");
        TiedVector.Tape tape = Prepared(new TiedVector.Tape(fixture.BatchSize), regularization, pass);
        double[] expected = fixture.Doubles("outputs");
        float[] outputs = new float[expected.Length];

        network.Forward(fixture.Integers("tokens"), outputs, tape);

        Expect.Close(expected, outputs);
        CheckBackward(network, fixture, tape, inputGradients: []);
    }

    private static void CheckVectors<TNetwork>(string name, string weights, Regularization regularization, long pass)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        var network = ModelFile.Load<TNetwork>(PyTorchFixture.PathOf($"{weights}.safetensors"));
        var fixture = new GatedFixture($"regularized_{name}");
        TrainingTape tape = Prepared(TNetwork.CreateTape(fixture.BatchSize), regularization, pass);
        tape.SetRestarts([.. fixture.Integers("restarts").Select(mark => mark == 1)]);
        double[] expected = fixture.Doubles("outputs");
        float[] outputs = new float[expected.Length];
        float[] inputs = fixture.Floats("inputs");

        network.Forward(inputs, outputs, tape);

        Expect.Close(expected, outputs);
        float[] inputGradients = new float[inputs.Length];
        CheckBackward(network, fixture, tape, inputGradients);
        Expect.Close(fixture.Doubles("inputGradients"), inputGradients);
    }

    private static TTape Prepared<TTape>(TTape tape, Regularization regularization, long pass)
        where TTape : TrainingTape
    {
        tape.Regularization = regularization;
        tape.RegularizedPasses = pass;
        return tape;
    }

    private static void CheckBackward<TNetwork>(
        TNetwork network, GatedFixture fixture, TrainingTape tape, float[] inputGradients)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        Assert.Equal(fixture.Double("penalty"), tape.Penalty, 1e-5);
        ParameterGradients gradients = TNetwork.CreateGradients();
        network.Backward(fixture.Floats("outputWeights"), tape, gradients, inputGradients);
        fixture.CheckGradients(TNetwork.Tensors, gradients.Values);
    }
}
