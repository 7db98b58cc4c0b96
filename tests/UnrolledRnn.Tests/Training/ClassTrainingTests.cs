using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

/// <summary>Classes predicted from input vectors, for each step or for a whole sequence.</summary>
public class ClassTrainingTests
{
    private const int BatchSize = 4;
    private const int Length = ElmanTanh.SequenceLength * BatchSize;

    private static readonly float[] s_inputs = TestData.Floats(Length * ElmanTanh.InputSize, seed: 1);
    private static readonly int[] s_targets = TestData.Tokens(Length, ElmanTanh.OutputSize, seed: 2);

    [Fact]
    public void The_loss_is_the_cross_entropy_of_the_outputs()
    {
        Trainer<ElmanTanh> trainer = Trainer<ElmanTanh>();

        double loss = trainer.Evaluate(s_inputs, s_targets);

        Assert.Equal(new CrossEntropyLoss().Compute(trainer.Outputs, s_targets), loss, 1e-6);
        trainer.ResetStates();
        Assert.Equal(loss, trainer.Train(s_inputs, s_targets).Loss);
    }

    [Fact]
    public void Options_of_the_loss_count()
    {
        Trainer<ElmanTanh> trainer = Trainer<ElmanTanh>();
        var loss = new CrossEntropyLoss(0.25f, [1, 3]);

        double value = trainer.Evaluate(s_inputs, s_targets, loss);

        Assert.Equal(loss.Compute(trainer.Outputs, s_targets), value, 1e-12);
        Assert.NotEqual(new CrossEntropyLoss().Compute(trainer.Outputs, s_targets), value, 1e-3);
    }

    [Fact]
    public void A_network_with_one_output_a_sequence_learns_which_of_two_inputs_was_on()
    {
        var network = new LastStepTwin(seed: 1);
        var trainer = new Trainer<LastStepTwin>(network, new Adam(network.Parameters.Length, 0.02f), BatchSize);
        double loss = double.NaN;
        for (int chunk = 0; chunk < 300; chunk++)
        {
            int[] targets = TestData.Tokens(BatchSize, LastStepTwin.OutputSize, seed: chunk);
            float[] inputs = TestData.Floats(s_inputs.Length, seed: chunk, scale: 0.5f);
            for (int row = 0; row < Length; row++)
            {
                inputs[(row * LastStepTwin.InputSize) + targets[row % BatchSize]] += 1;
            }

            trainer.ResetStates();
            loss = trainer.Train(inputs, targets);
        }

        Assert.True(loss < 0.1, $"The loss is {loss} nats.");
        var accuracy = new AccuracyMetric();
        accuracy.Add(trainer.Outputs, TestData.Tokens(BatchSize, LastStepTwin.OutputSize, seed: 299));
        Assert.Equal(1, accuracy.Value);
    }

    [Fact]
    public void Without_any_target_the_parameters_stay_as_they_are()
    {
        Trainer<ElmanTanh> trainer = Trainer<ElmanTanh>();
        float[] before = trainer.Network.Parameters.ToArray();
        int[] none = [.. Enumerable.Repeat(SoftmaxCrossEntropy.IgnoredTarget, Length)];

        Assert.Equal(0, trainer.Train(s_inputs, none).Loss);

        Expect.SameBits(before, trainer.Network.Parameters);
    }

    [Fact]
    public void A_chunk_with_a_bad_input_is_skipped()
    {
        Trainer<ElmanTanh> trainer = Trainer<ElmanTanh>();
        float[] before = trainer.Network.Parameters.ToArray();
        float[] inputs = [.. s_inputs];
        inputs[0] = float.NaN;

        Assert.True(trainer.Train(inputs, s_targets).WasSkipped);

        Expect.SameBits(before, trainer.Network.Parameters);
    }

    [Fact]
    public void A_network_that_gives_probabilities_is_refused() =>
        Assert.Contains(
            nameof(ProbabilityModel),
            Assert.Throws<InvalidOperationException>(() => Trainer<ProbabilityModel>().Train(s_inputs, s_targets)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Weights_of_another_number_of_classes_are_refused() =>
        Assert.Contains(
            "3 weights",
            Assert.Throws<InvalidOperationException>(
                () => Trainer<ElmanTanh>().Train(s_inputs, s_targets, new CrossEntropyLoss(0, [1, 1, 1]))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Arguments_that_do_not_fit_are_refused_by_name_and_move_nothing()
    {
        Trainer<ElmanTanh> trainer = Trainer<ElmanTanh>();

        Expect.LengthError("inputs", s_inputs.Length, 3, () => trainer.Train(new float[3], s_targets));
        Expect.LengthError("targets", Length, 3, () => trainer.Evaluate(s_inputs, new int[3]));
        int[] noClass = [.. s_targets[1..], 2];
        Assert.Throws<ArgumentOutOfRangeException>("targets", () => trainer.Train(s_inputs, noClass));
        Assert.Throws<ArgumentOutOfRangeException>(
            "targets", () => trainer.Train(s_inputs, [.. s_targets[1..], -100], new CrossEntropyLoss(ignoredTarget: -1)));
        Assert.Equal(new float[trainer.States.Length], trainer.States);
    }

    [Fact]
    public void Tokens_train_with_a_smoothed_loss()
    {
        Trainer<TokenModel> trainer = Trainer<TokenModel>();
        int[] tokens = TestData.Tokens(TokenModel.SequenceLength * BatchSize, TokenModel.InputSize);
        var loss = new CrossEntropyLoss(0.25f);

        double value = trainer.Train(tokens, tokens, loss);

        Assert.Equal(loss.Compute(trainer.Outputs, tokens), value, 1e-12);
        trainer.ResetStates();
        Assert.NotEqual(value, trainer.Evaluate(tokens, tokens, loss));
    }

    [Fact]
    public void Training_and_evaluating_allocate_nothing()
    {
        Trainer<ElmanTanh> trainer = Trainer<ElmanTanh>();
        var loss = new CrossEntropyLoss(0.25f, [1, 2]);

        Assert.Equal(0, Allocation.AfterWarmUp(() => trainer.Train(s_inputs, s_targets, loss)));
        Assert.Equal(0, Allocation.AfterWarmUp(() => trainer.Evaluate(s_inputs, s_targets)));
    }

    private static Trainer<TNetwork> Trainer<TNetwork>()
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(seed: 1);
        return new(network, new Adam(network.Parameters.Length), BatchSize);
    }
}
