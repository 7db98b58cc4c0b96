namespace UnrolledRnn.Text.Tests;

public class RepetitionPenaltyTests
{
    private const float Never = float.NegativeInfinity;

    [Fact]
    public void Positive_logits_are_divided_and_negative_ones_multiplied() =>
        Assert.Equal([2, -6, 0, 4, -3], Processed(new RepetitionPenalty(2, window: 8), accepted: [0, 1, 2]));

    [Fact]
    public void A_token_that_occurs_often_is_penalised_once() =>
        Assert.Equal([2, -3, 0, 4, -3], Processed(new RepetitionPenalty(2, window: 8), accepted: [0, 0, 0]));

    [Fact]
    public void Tokens_before_the_window_do_not_count() =>
        Assert.Equal([4, -6, 0, 2, -3], Processed(new RepetitionPenalty(2, window: 2), accepted: [0, 1, 3, 1]));

    [Fact]
    public void A_token_that_is_also_within_the_window_counts() =>
        Assert.Equal([2, -6, 0, 4, -3], Processed(new RepetitionPenalty(2, window: 2), accepted: [0, 0, 1]));

    [Fact]
    public void A_reset_forgets_the_tokens()
    {
        var penalty = new RepetitionPenalty(2, window: 4);
        penalty.Accept(0);
        penalty.Reset();

        Assert.Equal([4, -6, 0, 4, -3], Processed(penalty, accepted: [1]));
    }

    [Fact]
    public void A_token_that_is_ruled_out_stays_so()
    {
        var penalty = new RepetitionPenalty(0.5f, window: 4);
        penalty.Accept(0);
        float[] logits = [Never, 1];

        penalty.Process(logits);

        Assert.Equal([Never, 1], logits);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_penalty_that_is_not_above_zero_is_refused(float penalty) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(penalty), () => new RepetitionPenalty(penalty, 4));

    [Fact]
    public void An_empty_window_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>("window", () => new RepetitionPenalty(2, 0));

    private static float[] Processed(RepetitionPenalty penalty, int[] accepted)
    {
        float[] logits = [4, -3, 0, 4, -3];
        foreach (int token in accepted)
        {
            penalty.Accept(token);
        }

        penalty.Process(logits);
        return logits;
    }
}
