using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

/// <summary>Training with a loss of one's choice, and what the trainer shows of a chunk.</summary>
public class TrainerLossTests
{
    private const int BatchSize = 2;
    private const int Positions = ElmanTanh.SequenceLength * BatchSize;

    private static readonly float[] s_inputs = TestData.Floats(Positions * ElmanTanh.InputSize, seed: 1);
    private static readonly float[] s_targets = TestData.Floats(Positions * ElmanTanh.OutputSize, seed: 2);

    [Fact]
    public void The_mean_squared_error_trains_as_without_naming_it()
    {
        Trainer<ElmanTanh> named = Trainer<ElmanTanh>();
        Trainer<ElmanTanh> plain = Trainer<ElmanTanh>();

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(plain.Train(s_inputs, s_targets).Loss, named.Train(s_inputs, s_targets, new MseLoss()).Loss, 1e-6);
        }

        Expect.Close(plain.Network.Parameters, named.Network.Parameters, 1e-6);
    }

    [Fact]
    public void Outputs_are_those_of_the_last_chunk_before_the_update()
    {
        Trainer<ElmanTanh> trainer = Trainer<ElmanTanh>();
        float[] expected = new float[s_targets.Length];
        trainer.Network.Forward(s_inputs, expected, new ElmanTanh.Tape(BatchSize));
        Assert.All(trainer.Outputs.ToArray(), output => Assert.Equal(0, output));

        trainer.Train(s_inputs, s_targets, new L1Loss());

        Expect.SameBits(expected, trainer.Outputs);
    }

    [Fact]
    public void Outputs_stay_as_they_are_when_tokens_are_evaluated()
    {
        Trainer<TokenModel> trainer = Trainer<TokenModel>();
        int[] tokens = TestData.Tokens(TokenModel.SequenceLength * BatchSize, TokenModel.InputSize);
        float[] expected = new float[tokens.Length * TokenModel.OutputSize];
        trainer.Network.Forward(tokens, expected, new TokenModel.Tape(BatchSize));

        trainer.Evaluate(tokens, tokens);

        Expect.SameBits(expected, trainer.Outputs);
    }

    [Fact]
    public void Steps_of_weight_0_do_not_train()
    {
        float[] weights = [.. Enumerable.Range(0, Positions).Select(i => i < Positions / 2 ? 1f : 0)];
        float[] other = [.. s_targets];
        other.AsSpan(s_targets.Length / 2).Fill(float.NaN);
        Trainer<ElmanTanh> first = Trainer<ElmanTanh>();
        Trainer<ElmanTanh> second = Trainer<ElmanTanh>();

        Assert.False(first.Train(s_inputs, s_targets, new L1Loss(), weights).WasSkipped);
        Assert.False(second.Train(s_inputs, other, new L1Loss(), weights).WasSkipped);

        Expect.SameBits(first.Network.Parameters, second.Network.Parameters);
    }

    [Fact]
    public void A_loss_that_is_no_number_skips_the_update_and_says_so()
    {
        Trainer<ElmanTanh> trainer = Trainer<ElmanTanh>();
        float[] before = trainer.Network.Parameters.ToArray();
        float[] targets = [.. s_targets];
        targets[3] = float.NaN;

        Assert.True(trainer.Train(s_inputs, targets, new HuberLoss()).WasSkipped);

        Expect.SameBits(before, trainer.Network.Parameters);
    }

    [Fact]
    public void Evaluate_leaves_the_parameters_alone_and_moves_the_states()
    {
        Trainer<ElmanTanh> trainer = Trainer<ElmanTanh>();
        float[] before = trainer.Network.Parameters.ToArray();

        double loss = trainer.Evaluate(s_inputs, s_targets, new L1Loss());

        Expect.SameBits(before, trainer.Network.Parameters);
        Assert.NotEqual(0, trainer.States[0]);
        trainer.ResetStates();
        Assert.Equal(loss, trainer.Train(s_inputs, s_targets, new L1Loss()).Loss);
    }

    [Fact]
    public void A_loss_of_logits_refuses_a_network_that_gives_none()
    {
        var exception = Assert.Throws<InvalidOperationException>(
            () => Trainer<SigmoidTwin>().Train(s_inputs, s_targets, new BceWithLogitsLoss()));

        Assert.Contains(nameof(SigmoidTwin), exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(LayerActivation.Identity), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_knows_no_weights_says_so() =>
        Assert.Contains(
            nameof(Total),
            Assert.Throws<NotSupportedException>(
                () => Trainer<ElmanTanh>().Train(s_inputs, s_targets, new Total(), new float[Positions])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_loss_of_the_users_own_trains()
    {
        Trainer<ElmanTanh> trainer = Trainer<ElmanTanh>();

        double before = trainer.Train(s_inputs, s_targets, new Total());
        trainer.ResetStates();

        Assert.True(trainer.Evaluate(s_inputs, s_targets, new Total()) < before);
    }

    [Fact]
    public void Errors_name_the_span_and_both_lengths()
    {
        Trainer<ElmanTanh> trainer = Trainer<ElmanTanh>();
        var loss = new L1Loss();

        Expect.LengthError("inputs", s_inputs.Length, 3, () => trainer.Train(new float[3], s_targets, loss));
        Expect.LengthError("targets", s_targets.Length, 3, () => trainer.Train(s_inputs, new float[3], loss));
        Expect.LengthError("weights", Positions, 3, () => trainer.Evaluate(s_inputs, s_targets, loss, new float[3]));
        Assert.Throws<ArgumentNullException>("loss", () => trainer.Train(s_inputs, s_targets, null!));
        Assert.Equal(new float[trainer.States.Length], trainer.States);
    }

    [Fact]
    public void Training_and_evaluating_with_a_loss_allocate_nothing()
    {
        Trainer<ElmanTanh> trainer = Trainer<ElmanTanh>();
        var loss = new EsrLoss(BatchSize, ElmanTanh.OutputSize);
        float[] weights = [.. Enumerable.Repeat(1f, Positions)];

        Assert.Equal(0, Allocation.AfterWarmUp(() => trainer.Train(s_inputs, s_targets, loss, weights)));
        Assert.Equal(0, Allocation.AfterWarmUp(() => trainer.Evaluate(s_inputs, s_targets, loss)));
    }

    private static Trainer<TNetwork> Trainer<TNetwork>()
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(seed: 1);
        return new(network, new Sgd(network.Parameters.Length, 0.01f), BatchSize);
    }

    private sealed class Total : ILoss
    {
        public double Compute(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradients)
        {
            gradients.Fill(1);
            double sum = 0;
            foreach (float prediction in predictions)
            {
                sum += prediction;
            }

            return sum;
        }
    }
}
