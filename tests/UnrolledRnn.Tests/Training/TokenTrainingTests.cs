using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class TokenTrainingTests
{
    private const int BatchSize = 2;
    private const int Length = TokenModel.SequenceLength * BatchSize;

    private static readonly int[] s_tokens = TestData.Tokens(Length, TokenModel.InputSize, seed: 1);
    private static readonly int[] s_targets = TestData.Tokens(Length, TokenModel.OutputSize, seed: 2);

    [Fact]
    public void The_loss_is_the_cross_entropy_of_the_logits()
    {
        Trainer<TokenModel> trainer = Trainer<TokenModel>();
        float[] logits = new float[Length * TokenModel.OutputSize];
        trainer.Network.Forward(s_tokens, logits, new TokenModel.State[BatchSize]);
        double expected = SoftmaxCrossEntropy.ComputeInPlace(logits, s_targets);

        Assert.Equal(expected, trainer.Evaluate(s_tokens, s_targets), 1e-6);
        trainer.ResetStates();
        Assert.Equal(expected, trainer.Train(s_tokens, s_targets), 1e-6);
    }

    [Fact]
    public void Evaluate_leaves_the_parameters_alone()
    {
        Trainer<TokenModel> trainer = Trainer<TokenModel>();
        float[] before = trainer.Network.Parameters.ToArray();

        trainer.Evaluate(s_tokens, s_targets);

        Expect.SameBits(before, trainer.Network.Parameters);
    }

    [Fact]
    public void Without_any_target_the_parameters_stay_as_they_are()
    {
        Trainer<TokenModel> trainer = Trainer<TokenModel>();
        float[] before = trainer.Network.Parameters.ToArray();
        int[] none = [.. Enumerable.Repeat(SoftmaxCrossEntropy.IgnoredTarget, Length)];

        Assert.Equal(0, trainer.Train(s_tokens, none).Loss);

        Expect.SameBits(before, trainer.Network.Parameters);
    }

    [Fact]
    public void A_network_that_gives_probabilities_is_refused()
    {
        Trainer<ProbabilityModel> trainer = Trainer<ProbabilityModel>();

        var exception = Assert.Throws<InvalidOperationException>(() => trainer.Train(s_tokens, s_targets));

        Assert.Contains(nameof(ProbabilityModel), exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(LayerActivation.Softmax), exception.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => trainer.Evaluate(s_tokens, s_targets));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Errors_name_the_span_and_both_lengths(int excess)
    {
        Trainer<TokenModel> trainer = Trainer<TokenModel>();
        int[] wrong = new int[Length + excess];

        Expect.LengthError("tokens", Length, wrong.Length, () => trainer.Train(wrong, s_targets));
        Expect.LengthError("targets", Length, wrong.Length, () => trainer.Train(s_tokens, wrong));
        Expect.LengthError("tokens", Length, wrong.Length, () => trainer.Evaluate(wrong, s_targets));
        Expect.LengthError("targets", Length, wrong.Length, () => trainer.Evaluate(s_tokens, wrong));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(TokenModel.InputSize)]
    public void A_token_out_of_range_is_refused(int token)
    {
        int[] wrong = [.. s_tokens[1..], token];

        Assert.Throws<ArgumentOutOfRangeException>("tokens", () => Trainer<TokenModel>().Train(wrong, s_targets));
        Assert.Throws<ArgumentOutOfRangeException>("targets", () => Trainer<TokenModel>().Train(s_tokens, wrong));
    }

    private static Trainer<TNetwork> Trainer<TNetwork>()
        where TNetwork : class, IRecurrentNetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(seed: 1);
        return new(network, new Adam(network.Parameters.Length), BatchSize);
    }
}
