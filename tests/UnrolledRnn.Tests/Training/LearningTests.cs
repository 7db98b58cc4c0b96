using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class LearningTests
{
    [Fact]
    public void A_network_learns_to_echo_its_input_two_steps_later()
    {
        const int BatchSize = 8;
        const int Delay = 2;
        var network = new Filter(seed: 1);
        var trainer = new Trainer<Filter>(network, new Adam(network.Parameters.Length, learningRate: 0.01f), BatchSize, maxGradientNorm: 1);
        float[] targets = new float[Filter.SequenceLength * BatchSize];
        double loss = double.NaN;

        for (int chunk = 0; chunk < 1500; chunk++)
        {
            float[] inputs = TestData.Floats(targets.Length, seed: chunk);
            Array.Clear(targets);
            inputs.AsSpan(..^(Delay * BatchSize)).CopyTo(targets.AsSpan(Delay * BatchSize));
            trainer.ResetStates();
            loss = trainer.Train(inputs, targets);
        }

        // Guessing zero costs the variance of the input, 1/3 of ten twelfths.
        Assert.True(loss < 0.01, $"The loss is {loss}.");
    }

    [Fact]
    public void A_network_learns_a_cycle_of_tokens()
    {
        Trainer<TokenModel> trainer = CycleTrainer(seed: 1);

        double loss = TrainOnCycle(trainer, chunks: 300);

        Assert.True(loss < 0.05, $"The loss is {loss} nats.");
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits()
    {
        Trainer<TokenModel> first = CycleTrainer(seed: 7);
        Trainer<TokenModel> second = CycleTrainer(seed: 7);

        Assert.Equal(TrainOnCycle(first, chunks: 50), TrainOnCycle(second, chunks: 50));
        Expect.SameBits(first.Network.Parameters, second.Network.Parameters);
    }

    [Fact]
    public void Another_seed_gives_other_parameters()
    {
        Assert.NotEqual(new TokenModel(seed: 7).Parameters.ToArray(), new TokenModel(seed: 8).Parameters.ToArray());
    }

    private static Trainer<TokenModel> CycleTrainer(int seed)
    {
        var network = new TokenModel(seed);
        return new(network, new Adam(network.Parameters.Length, learningRate: 0.02f), batchSize: 3);
    }

    /// <summary>Three sequences of the cycle 0, 1, 2, each from another place on.</summary>
    private static double TrainOnCycle(Trainer<TokenModel> trainer, int chunks)
    {
        int[] tokens = [.. Enumerable.Range(0, TokenModel.SequenceLength * 3).Select(i => ((i / 3) + i) % 3)];
        int[] targets = [.. tokens.Select(token => (token + 1) % 3)];
        double loss = double.NaN;
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            loss = trainer.Train(tokens, targets);
        }

        return loss;
    }
}
