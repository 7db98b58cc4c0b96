namespace UnrolledRnn.Text.Tests;

public class TemperatureSamplerTests
{
    private const int Draws = 20_000;

    private static readonly float[] s_logits = [0.5f, -1f, 2f, 0f, 1.5f];

    [Theory]
    [InlineData(0.5f)]
    [InlineData(1f)]
    [InlineData(3f)]
    public void Tokens_are_drawn_as_often_as_the_softmax_says(float temperature)
    {
        double[] weights = [.. s_logits.Select(logit => Math.Exp(logit / temperature))];
        int[] counts = Count(s_logits, new TemperatureSampler(temperature, seed: 42));

        for (int token = 0; token < counts.Length; token++)
        {
            double probability = weights[token] / weights.Sum();
            double deviation = Math.Sqrt(Draws * probability * (1 - probability));
            Assert.InRange(counts[token], (Draws * probability) - (4 * deviation), (Draws * probability) + (4 * deviation));
        }
    }

    [Fact]
    public void Only_the_differences_of_logits_matter()
    {
        float[] shifted = [.. s_logits.Select(logit => logit + 4096)];

        Assert.Equal(Sequence(s_logits, new TemperatureSampler(seed: 7)), Sequence(shifted, new TemperatureSampler(seed: 7)));
    }

    [Fact]
    public void The_same_seed_draws_the_same_tokens() =>
        Assert.Equal(Sequence(s_logits, new TemperatureSampler(seed: 3)), Sequence(s_logits, new TemperatureSampler(seed: 3)));

    [Fact]
    public void Another_seed_draws_other_tokens() =>
        Assert.NotEqual(Sequence(s_logits, new TemperatureSampler(seed: 3)), Sequence(s_logits, new TemperatureSampler(seed: 4)));

    [Fact]
    public void A_token_of_minus_infinity_is_never_drawn()
    {
        const float Never = float.NegativeInfinity;

        int[] counts = Count([Never, 0, Never, 0, Never], new TemperatureSampler(temperature: 5, seed: 1));

        Assert.Equal([0, 0, 0], [counts[0], counts[2], counts[4]]);
        Assert.True(counts[1] > 0 && counts[3] > 0);
    }

    [Fact]
    public void A_low_temperature_comes_to_the_likeliest_token()
    {
        int[] counts = Count(s_logits, new TemperatureSampler(temperature: 0.01f, seed: 1));

        Assert.Equal(Draws, counts[2]);
    }

    [Fact]
    public void A_high_temperature_comes_to_equal_chances()
    {
        int[] counts = Count(s_logits, new TemperatureSampler(temperature: 1e6f, seed: 1));

        Assert.All(counts, count => Assert.InRange(count, (Draws / 5) - 250, (Draws / 5) + 250));
    }

    [Fact]
    public void The_smallest_temperature_takes_the_likeliest_token() =>
        Assert.Equal(2, new TemperatureSampler(float.Epsilon).Sample([.. s_logits]));

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(float.NaN)]
    public void A_temperature_that_is_not_above_zero_is_refused(float temperature) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TemperatureSampler(temperature));

    [Fact]
    public void An_infinite_temperature_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TemperatureSampler(float.PositiveInfinity));

    private static int[] Count(float[] logits, TemperatureSampler sampler)
    {
        int[] counts = new int[logits.Length];
        foreach (int token in Sequence(logits, sampler))
        {
            counts[token]++;
        }

        return counts;
    }

    private static int[] Sequence(float[] logits, TemperatureSampler sampler)
    {
        // The sampler overwrites what it is given.
        return [.. Enumerable.Range(0, Draws).Select(_ => sampler.Sample([.. logits]))];
    }
}
