using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

/// <summary>Bad numbers in a batch cost that batch and nothing else.</summary>
public class NonFiniteTrainingTests
{
    private const int BatchSize = 2;
    private static readonly float[] s_inputs = TestData.Floats(ElmanTanh.SequenceLength * BatchSize * ElmanTanh.InputSize, seed: 1);
    private static readonly float[] s_targets = TestData.Floats(ElmanTanh.SequenceLength * BatchSize * ElmanTanh.OutputSize, seed: 2);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_loss_that_is_no_number_skips_the_update_and_says_so(float bad)
    {
        Trainer<ElmanTanh> trainer = Trainer();
        float[] before = trainer.Network.Parameters.ToArray();
        float[] targets = [.. s_targets];
        targets[3] = bad;

        TrainingResult result = trainer.Train(s_inputs, targets);

        Assert.True(result.WasSkipped);
        Assert.False(double.IsFinite(result.Loss));
        Expect.SameBits(before, trainer.Network.Parameters);
    }

    [Fact]
    public void Gradients_that_overflow_skip_the_update_although_the_loss_is_a_number()
    {
        var network = new ReluTwin(seed: 1);
        foreach (ParameterTensor tensor in ReluTwin.Tensors)
        {
            float value = tensor.Name.StartsWith("rnn.weight_ih", StringComparison.Ordinal)
                ? 1e-38f
                : tensor.Name == "linear.weight" ? 1e20f : 0;
            tensor.CopyFrom([.. Enumerable.Repeat(value, tensor.Count)], network.Parameters);
        }

        Trainer<ReluTwin> trainer = new(network, new Sgd(network.Parameters.Length, 1), BatchSize);
        float[] before = network.Parameters.ToArray();
        float[] inputs = [.. Enumerable.Repeat(1e9f, s_inputs.Length)];
        float[] targets = [.. Enumerable.Repeat(-1e12f, s_targets.Length)];

        TrainingResult result = trainer.Train(inputs, targets);

        Assert.True(double.IsFinite(result.Loss), $"{result}");
        Assert.True(result.WasSkipped, $"{result}");
        Expect.SameBits(before, network.Parameters);
    }

    [Fact]
    public void After_a_bad_batch_training_goes_on_as_if_it_had_not_been()
    {
        Trainer<ElmanTanh> clean = Trainer();
        Trainer<ElmanTanh> trainer = Trainer();
        float[] broken = [.. s_inputs];
        broken[^1] = float.NaN;

        clean.Train(s_inputs, s_targets);
        trainer.Train(s_inputs, s_targets);
        Assert.True(trainer.Train(broken, s_targets).WasSkipped);
        clean.ResetStates();
        trainer.ResetStates();
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(clean.Train(s_inputs, s_targets), trainer.Train(s_inputs, s_targets));
        }

        Expect.SameBits(clean.Network.Parameters, trainer.Network.Parameters);
    }

    [Fact]
    public void A_state_that_became_NaN_begins_anew_and_the_others_go_on()
    {
        Trainer<ElmanTanh> trainer = Trainer();
        float[] broken = [.. s_inputs];
        broken[0] = float.NaN;

        trainer.Train(broken, s_targets);

        Assert.Equal(new float[ElmanTanh.StateSize], trainer.States[..ElmanTanh.StateSize]);
        Assert.NotEqual(0, trainer.States[ElmanTanh.StateSize]);
        Assert.True(double.IsFinite(trainer.Evaluate(s_inputs, s_targets)));
    }

    [Fact]
    public void A_chunk_of_tokens_is_skipped_too()
    {
        var network = new TokenModel(seed: 1);
        network.Parameters[0] = float.NaN;
        var trainer = new Trainer<TokenModel>(network, new Adam(network.Parameters.Length), BatchSize);
        float[] before = network.Parameters.ToArray();

        Assert.True(
            trainer.Train(new int[TokenModel.SequenceLength * BatchSize], new int[TokenModel.SequenceLength * BatchSize]).WasSkipped);
        Expect.SameBits(before, network.Parameters);
    }

    [Fact]
    public void The_mean_squared_error_of_probabilities_is_refused()
    {
        var network = new ProbabilityModel(seed: 1);
        var trainer = new Trainer<ProbabilityModel>(network, new Adam(network.Parameters.Length), BatchSize);
        float[] values = new float[ProbabilityModel.SequenceLength * BatchSize * ProbabilityModel.InputSize];

        Assert.Contains(
            "Identity", Assert.Throws<InvalidOperationException>(() => trainer.Train(values, values)).Message, StringComparison.Ordinal);
    }

    private static Trainer<ElmanTanh> Trainer()
    {
        var network = new ElmanTanh(seed: 1);
        return new(network, new Adam(network.Parameters.Length, 1e-2f), BatchSize);
    }
}
