namespace UnrolledRnn.Text.Tests;

public class GreedySamplerTests
{
    [Theory]
    [InlineData(new[] { 1f, 3f, 2f }, 1)]
    [InlineData(new[] { -5f, -2f, -1f }, 2)]
    [InlineData(new[] { float.NegativeInfinity, -1e30f, float.NegativeInfinity }, 1)]
    public void The_likeliest_token_is_chosen(float[] logits, int expected) =>
        Assert.Equal(expected, new GreedySampler().Sample(logits));

    [Fact]
    public void Of_equally_likely_tokens_the_first_is_chosen() =>
        Assert.Equal(1, new GreedySampler().Sample([0, 7, 7, 7]));

    [Theory]
    [InlineData(new[] { 1f, float.NaN, 2f })]
    [InlineData(new[] { float.NegativeInfinity, float.NegativeInfinity })]
    [InlineData(new[] { 1f, float.PositiveInfinity })]
    public void Logits_among_which_none_is_the_likeliest_are_refused(float[] logits) =>
        Assert.Throws<InvalidOperationException>(() => new GreedySampler().Sample(logits));
}
