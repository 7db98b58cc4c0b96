namespace UnrolledRnn.Text.Tests;

public class TopPFilterTests
{
    [Theory]
    [InlineData(1, 0.5f)]
    [InlineData(20, 0.9f)]
    [InlineData(300, 0.1f)]
    [InlineData(300, 0.95f)]
    [InlineData(12_000, 0.5f)]
    [InlineData(12_000, 0.9f)]
    [InlineData(12_000, 0.99f)]
    [InlineData(12_000, 0.999f)]
    [InlineData(12_000, 0.001f)]
    public void The_likeliest_tokens_that_come_to_p_stay_and_no_more(int count, float p)
    {
        float[] logits = DrawnLogits.Of(count, seed: count);
        double[] probabilities = DrawnLogits.Probabilities(logits);
        int[] order = [.. Enumerable.Range(0, count).OrderByDescending(token => probabilities[token])];
        int size = 1;
        for (double mass = probabilities[order[0]]; mass < p; mass += probabilities[order[size++]])
        {
        }

        float[] processed = [.. logits];
        new TopPFilter(p).Process(processed);

        Assert.Equal(order.Take(size).Order(), DrawnLogits.Kept(processed));
    }

    [Theory]
    [InlineData(0.5f, 3)]
    [InlineData(0.8f, 5)]
    [InlineData(0.01f, 1)]
    public void Of_equally_likely_tokens_the_first_stay(float p, int expected)
    {
        float[] logits = [2, 2, 2, 2, 2, 2];

        new TopPFilter(p).Process(logits);

        Assert.Equal(Enumerable.Range(0, expected), DrawnLogits.Kept(logits));
    }

    [Fact]
    public void A_likelier_token_stays_beside_the_first_of_equal_ones()
    {
        // Probabilities 1/6, 1/6, 1/2, 1/6.
        float[] logits = [0, 0, MathF.Log(3), 0];

        new TopPFilter(0.6f).Process(logits);

        Assert.Equal([0, 2], DrawnLogits.Kept(logits));
    }

    [Fact]
    public void With_p_of_one_every_token_stays()
    {
        float[] logits = DrawnLogits.Of(50, seed: 2);
        float[] processed = [.. logits];

        new TopPFilter(1).Process(processed);

        Assert.Equal(logits, processed);
    }

    [Fact]
    public void A_p_just_below_one_keeps_all_that_has_a_part_in_it()
    {
        float[] logits = DrawnLogits.Of(12_000, seed: 3, levels: 2);

        new TopPFilter(MathF.BitDecrement(1)).Process(logits);

        Assert.Contains(DrawnLogits.Kept(logits), token => logits[token] == 0);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-0.5f)]
    [InlineData(1.5f)]
    [InlineData(float.NaN)]
    public void A_p_that_is_no_probability_is_refused(float p) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(p), () => new TopPFilter(p));
}
