using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class TrainerTests
{
    private const int BatchSize = 2;
    private const int InputLength = ElmanTanh.SequenceLength * BatchSize * ElmanTanh.InputSize;
    private const int OutputLength = ElmanTanh.SequenceLength * BatchSize * ElmanTanh.OutputSize;

    private static readonly float[] s_firstInputs = TestData.Floats(InputLength, seed: 1);
    private static readonly float[] s_secondInputs = TestData.Floats(InputLength, seed: 2);
    private static readonly float[] s_targets = TestData.Floats(OutputLength, seed: 3);

    [Fact]
    public void A_chunk_starts_from_the_state_in_which_the_chunk_before_it_ended()
    {
        Trainer<ElmanTanh> trainer = Trainer(learningRate: 0);
        trainer.Train(s_firstInputs, s_targets);
        double afterFirst = trainer.Train(s_secondInputs, s_targets);
        trainer.ResetStates();
        double afterReset = trainer.Train(s_secondInputs, s_targets);

        Assert.NotEqual(afterReset, afterFirst, 1e-4);
    }

    [Fact]
    public void States_are_zero_at_the_start_and_after_a_reset()
    {
        Trainer<ElmanTanh> trainer = Trainer(learningRate: 0);
        Assert.Equal(new float[BatchSize * ElmanTanh.StateSize], trainer.States);

        double first = trainer.Train(s_firstInputs, s_targets);
        trainer.ResetStates();

        Assert.Equal(new float[BatchSize * ElmanTanh.StateSize], trainer.States);
        Assert.Equal(first, trainer.Train(s_firstInputs, s_targets));
    }

    [Fact]
    public void States_are_those_of_the_forward_pass()
    {
        Trainer<ElmanTanh> trainer = Trainer(learningRate: 0);
        float[] states = new float[trainer.States.Length];
        IRecurrentNetwork<ElmanTanh> network = trainer.Network;
        network.Forward(s_firstInputs, new float[OutputLength], states);

        trainer.Train(s_firstInputs, s_targets);

        Expect.Close(states, trainer.States, 1e-6);
    }

    [Fact]
    public void The_loss_is_that_before_the_update()
    {
        double evaluated = Trainer(learningRate: 0.1f).Evaluate(s_firstInputs, s_targets);

        Assert.Equal(evaluated, Trainer(learningRate: 0.1f).Train(s_firstInputs, s_targets));
    }

    [Fact]
    public void Evaluate_leaves_the_parameters_alone_and_moves_the_states()
    {
        Trainer<ElmanTanh> trainer = Trainer(learningRate: 0.1f);
        float[] before = trainer.Network.Parameters.ToArray();

        trainer.Evaluate(s_firstInputs, s_targets);

        Expect.SameBits(before, trainer.Network.Parameters);
        Assert.NotEqual(0, trainer.States[0]);
    }

    [Fact]
    public void An_update_follows_the_gradient_of_its_chunk_alone()
    {
        Trainer<ElmanTanh> once = Trainer(learningRate: 0);
        once.Train(s_secondInputs, s_targets);
        double normAlone = once.LastGradientNorm;

        Trainer<ElmanTanh> twice = Trainer(learningRate: 0);
        twice.Train(s_firstInputs, s_targets);
        twice.ResetStates();
        twice.Train(s_secondInputs, s_targets);

        Assert.Equal(normAlone, twice.LastGradientNorm);
    }

    [Fact]
    public void Gradients_are_scaled_down_to_the_largest_norm()
    {
        const float MaxNorm = 0.01f;
        Trainer<ElmanTanh> trainer = Trainer(learningRate: 1, MaxNorm);
        float[] before = trainer.Network.Parameters.ToArray();

        trainer.Train(s_firstInputs, s_targets);

        Assert.True(trainer.LastGradientNorm > MaxNorm);
        double[] step = [.. before.Zip(trainer.Network.Parameters.ToArray(), (x, y) => (double)x - y)];
        Assert.Equal(MaxNorm, Math.Sqrt(step.Sum(value => value * value)), 1e-5);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Errors_name_the_span_and_both_lengths(int excess)
    {
        Trainer<ElmanTanh> trainer = Trainer(learningRate: 0);
        float[] inputs = new float[InputLength + excess];
        float[] targets = new float[OutputLength + excess];

        Expect.LengthError("inputs", InputLength, inputs.Length, () => trainer.Train(inputs, s_targets));
        Expect.LengthError("targets", OutputLength, targets.Length, () => trainer.Train(s_firstInputs, targets));
        Expect.LengthError("inputs", InputLength, inputs.Length, () => trainer.Evaluate(inputs, s_targets));
        Expect.LengthError("targets", OutputLength, targets.Length, () => trainer.Evaluate(s_firstInputs, targets));
    }

    [Fact]
    public void Settings_out_of_range_are_refused_by_name()
    {
        var network = new ElmanTanh();
        var optimizer = new Adam(network.Parameters.Length);

        Assert.Throws<ArgumentOutOfRangeException>("batchSize", () => new Trainer<ElmanTanh>(network, optimizer, batchSize: 0));
        Assert.Throws<ArgumentOutOfRangeException>("batchSize", () => new Trainer<ElmanTanh>(network, optimizer, batchSize: -1));
        Assert.Throws<ArgumentOutOfRangeException>(
            "maxGradientNorm", () => new Trainer<ElmanTanh>(network, optimizer, 1, maxGradientNorm: 0));
    }

    private static Trainer<ElmanTanh> Trainer(float learningRate, float maxGradientNorm = float.PositiveInfinity)
    {
        var network = new ElmanTanh(seed: 1);
        return new(network, new Sgd(network.Parameters.Length, learningRate), BatchSize, maxGradientNorm);
    }
}
