namespace UnrolledRnn.Text.Tests;

public class TokenGeneratorTests
{
    private const int AllTokens = EightTokens.InputSize;

    private readonly EightTokens _network = new(seed: 5);
    private readonly GreedySampler _greedy = new();

    [Fact]
    public void A_new_generator_has_seen_the_begin_of_text() =>
        Assert.Equal(new HandStepping<EightTokens>(_network).Logits, new TokenGenerator<EightTokens>(_network).Logits);

    [Fact]
    public void Generation_equals_stepping_the_network_by_hand()
    {
        var generator = new TokenGenerator<EightTokens>(_network);

        int[] generated = [.. Enumerable.Range(0, 20).Select(_ => generator.Next(_greedy, AllTokens))];

        Assert.Equal(new HandStepping<EightTokens>(_network).Continue(20, AllTokens), generated);
    }

    [Fact]
    public void Fed_tokens_come_before_generated_ones()
    {
        var generator = new TokenGenerator<EightTokens>(_network);
        generator.Feed(6);
        generator.Feed(3);

        int[] generated = [.. Enumerable.Range(0, 10).Select(_ => generator.Next(_greedy, AllTokens))];

        Assert.Equal(new HandStepping<EightTokens>(_network, 6, 3).Continue(10, AllTokens), generated);
    }

    [Fact]
    public void A_reset_forgets_what_came_before()
    {
        var generator = new TokenGenerator<EightTokens>(_network);
        generator.Feed(4);
        generator.Next(_greedy, AllTokens);
        generator.Reset();

        Assert.Equal(new TokenGenerator<EightTokens>(_network).Logits, generator.Logits);
    }

    [Fact]
    public void The_sampler_chooses_among_the_logits_of_the_vocabulary()
    {
        var generator = new TokenGenerator<EightTokens>(_network);
        float[] logits = generator.Logits.ToArray();
        var sampler = new ScriptedSampler(3);

        generator.Next(sampler, vocabularySize: 6);

        Assert.Equal([float.NegativeInfinity, float.NegativeInfinity, .. logits[2..6]], Assert.Single(sampler.Shown));
    }

    [Theory]
    [InlineData(Vocabulary.Unknown)]
    [InlineData(Vocabulary.BeginOfText)]
    public void Unknown_and_the_begin_are_never_generated(int token)
    {
        var generator = new TokenGenerator<EightTokens>(_network.WithBias(token, 100));
        var sampler = new TemperatureSampler();

        Assert.All(Enumerable.Range(0, 200), _ => Assert.NotEqual(token, generator.Next(sampler, AllTokens)));
    }

    [Fact]
    public void The_end_can_be_generated()
    {
        var generator = new TokenGenerator<EightTokens>(_network.WithBias(Vocabulary.EndOfText, 100));

        Assert.Equal(Vocabulary.EndOfText, generator.Next(_greedy, AllTokens));
    }

    [Fact]
    public void Tokens_outside_of_the_vocabulary_are_never_generated()
    {
        var generator = new TokenGenerator<EightTokens>(_network.WithBias(6, 100).WithBias(7, 100));
        var sampler = new TemperatureSampler();

        Assert.All(Enumerable.Range(0, 200), _ => Assert.InRange(generator.Next(sampler, vocabularySize: 6), 2, 5));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(AllTokens + 1)]
    public void A_vocabulary_that_is_too_small_or_too_large_is_refused(int vocabularySize) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenGenerator<EightTokens>(_network).Next(_greedy, vocabularySize));

    [Theory]
    [InlineData(-1)]
    [InlineData(AllTokens)]
    public void A_token_that_the_network_does_not_have_is_refused(int token) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenGenerator<EightTokens>(_network).Feed(token));

    [Fact]
    public void A_network_whose_outputs_are_not_its_inputs_is_refused()
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => new TokenGenerator<EightToSix>(new EightToSix()));

        Assert.Contains("EightToSix has 8 inputs and 6 outputs", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_allocated_after_construction()
    {
        var generator = new TokenGenerator<EightTokens>(_network);
        var sampler = new TemperatureSampler();

        Assert.Equal(0, Allocation.AfterWarmUp(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                generator.Next(sampler, AllTokens);
                generator.Next(_greedy, AllTokens);
            }

            generator.Reset();
        }));
    }
}
