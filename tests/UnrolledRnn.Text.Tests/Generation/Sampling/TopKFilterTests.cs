namespace UnrolledRnn.Text.Tests;

public class TopKFilterTests
{
    private const float Never = float.NegativeInfinity;

    [Theory]
    [InlineData(1, 1, 1 << 20)]
    [InlineData(7, 3, 1 << 20)]
    [InlineData(300, 40, 1 << 20)]
    [InlineData(300, 40, 12)]
    [InlineData(300, 299, 3)]
    [InlineData(12_000, 1, 1 << 20)]
    [InlineData(12_000, 50, 1 << 20)]
    [InlineData(12_000, 5000, 100)]
    public void The_k_likeliest_tokens_stay_and_the_first_of_equal_ones(int count, int k, int levels)
    {
        float[] logits = DrawnLogits.Of(count, seed: k, levels);
        int[] expected = [.. Enumerable.Range(0, count).OrderByDescending(token => logits[token]).Take(k).Order()];
        float[] processed = [.. logits];

        new TopKFilter(k).Process(processed);

        Assert.Equal(expected, DrawnLogits.Kept(processed));
        Assert.All(expected, token => Assert.Equal(logits[token], processed[token]));
    }

    [Fact]
    public void Both_zeros_are_equal()
    {
        float[] logits = [-1, -0f, 0, -0f];

        new TopKFilter(2).Process(logits);

        Assert.Equal([1, 2], DrawnLogits.Kept(logits));
    }

    [Fact]
    public void Tokens_that_are_ruled_out_stay_so()
    {
        float[] logits = [Never, 1, Never, 2, Never];

        new TopKFilter(4).Process(logits);

        Assert.Equal([Never, 1, Never, 2, Never], logits);
    }

    [Fact]
    public void Extreme_numbers_are_in_order()
    {
        float[] logits = [float.MaxValue, float.MinValue, float.Epsilon, -float.Epsilon, 1];

        new TopKFilter(3).Process(logits);

        Assert.Equal([0, 2, 4], DrawnLogits.Kept(logits));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Where_there_are_no_more_tokens_all_stay(int k)
    {
        float[] logits = [5, 4, 3, 2, 1];

        new TopKFilter(k).Process(logits);

        Assert.Equal([5, 4, 3, 2, 1], logits);
    }

    [Fact]
    public void Less_than_one_token_is_refused() => Assert.Throws<ArgumentOutOfRangeException>("k", () => new TopKFilter(0));

    [Fact]
    public void Logits_among_which_none_is_the_likeliest_are_refused() =>
        Assert.Throws<InvalidOperationException>(() => new TopKFilter(1).Process([1, float.NaN]));
}
