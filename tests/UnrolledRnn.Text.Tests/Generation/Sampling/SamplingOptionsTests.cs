namespace UnrolledRnn.Text.Tests;

public class SamplingOptionsTests
{
    private static readonly SamplingOptions s_everything = new()
    {
        Temperature = 0.8f, TopK = 50, TopP = 0.9f, RepetitionPenalty = 1.2f, RepetitionWindow = 16, Seed = 3,
    };

    [Fact]
    public void Without_filters_tokens_are_those_of_the_temperature_sampler() =>
        Assert.Equal(
            Sequence(new TemperatureSampler(0.7f, seed: 5)),
            Sequence(new SamplingOptions { Temperature = 0.7f, Seed = 5 }.CreateSampler()));

    [Fact]
    public void At_temperature_zero_the_likeliest_token_is_taken() =>
        Assert.Equal(Sequence(new GreedySampler()), Sequence(SamplingOptions.Greedy.CreateSampler()));

    [Fact]
    public void The_same_options_draw_the_same_tokens() =>
        Assert.Equal(Sequence(s_everything.CreateSampler()), Sequence(s_everything.CreateSampler()));

    [Fact]
    public void Another_seed_draws_other_tokens() =>
        Assert.NotEqual(Sequence(s_everything.CreateSampler()), Sequence((s_everything with { Seed = 4 }).CreateSampler()));

    [Fact]
    public void Only_the_k_likeliest_tokens_are_drawn()
    {
        float[] logits = DrawnLogits.Of(400, seed: 1);
        int[] likeliest = [.. Enumerable.Range(0, 400).OrderByDescending(token => logits[token]).Take(3)];
        ITokenSampler sampler = new SamplingOptions { Temperature = 10, TopK = 3 }.CreateSampler();

        Assert.Equal(likeliest.Order(), Enumerable.Range(0, 200).Select(_ => sampler.Sample([.. logits])).Distinct().Order());
    }

    [Fact]
    public void The_nucleus_is_that_of_the_temperature()
    {
        // At temperature 2 the first token has 0.44 of the probability, at temperature 1 it has 0.63.
        float[] logits = [MathF.Log(5), 0, 0, 0];
        ITokenSampler sampler = new SamplingOptions { Temperature = 2, TopP = 0.5f }.CreateSampler();

        Assert.Equal([0, 1], Enumerable.Range(0, 200).Select(_ => sampler.Sample([.. logits])).Distinct().Order());
    }

    [Fact]
    public void Repetition_is_avoided_at_temperature_zero_too()
    {
        ITokenSampler sampler = new SamplingOptions { Temperature = 0, RepetitionPenalty = 2 }.CreateSampler();
        sampler.Accept(1);

        Assert.Equal(0, sampler.Sample([2, 3]));
    }

    [Fact]
    public void A_sampler_goes_on_as_the_one_that_has_drawn() =>
        Assert.Equal(
            Sequence(new SamplingOptions { TopP = 0.9f, Seed = 2 }.CreateSampler())[30..],
            Sequence(new SamplingOptions { TopP = 0.9f, Seed = 2 }.CreateSampler(drawn: 30), from: 30));

    [Fact]
    public void Nothing_is_allocated_after_the_first_token()
    {
        ITokenSampler sampler = s_everything.CreateSampler();
        float[] logits = DrawnLogits.Of(3000, seed: 9);
        float[] scratch = new float[logits.Length];

        Assert.Equal(0, Allocation.AfterWarmUp(() => Draw(50)));

        void Draw(int tokens)
        {
            for (int i = 0; i < tokens; i++)
            {
                logits.CopyTo(scratch, 0);
                sampler.Accept(sampler.Sample(scratch));
            }
        }
    }

    [Fact]
    public void A_value_out_of_range_is_refused_by_its_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("Temperature", () => new SamplingOptions { Temperature = -0.1f });
        Assert.Throws<ArgumentOutOfRangeException>("Temperature", () => new SamplingOptions { Temperature = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>("TopK", () => new SamplingOptions { TopK = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("TopP", () => new SamplingOptions { TopP = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("TopP", () => new SamplingOptions { TopP = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>("RepetitionPenalty", () => new SamplingOptions { RepetitionPenalty = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("RepetitionWindow", () => new SamplingOptions { RepetitionWindow = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("RepetitionWindow", () => new SamplingOptions { RepetitionWindow = 1025 });
    }

    /// <summary>Tokens drawn from other logits each time, from a place on.</summary>
    private static int[] Sequence(ITokenSampler sampler, int from = 0) =>
        [.. Enumerable.Range(from, 100 - from).Select(i => sampler.Sample(DrawnLogits.Of(1000, seed: i)))];
}
