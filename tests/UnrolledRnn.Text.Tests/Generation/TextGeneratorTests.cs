namespace UnrolledRnn.Text.Tests;

public class TextGeneratorTests
{
    // <unk> <bos> <eos> a b c d e
    private static readonly Vocabulary s_letters = Vocabulary.OfCharacters("abcde");

    // The end is out of the way unless a test wants it.
    private readonly EightTokens _network = new EightTokens(seed: 9).WithBias(Vocabulary.EndOfText, -100);

    [Theory]
    [InlineData("", new int[0])]
    [InlineData("bad", new[] { 4, 3, 6 })]
    [InlineData("a?", new[] { 3, Vocabulary.Unknown })]
    public void The_prompt_goes_through_the_network_first(string prompt, int[] tokens)
    {
        string text = string.Concat(Generator(s_letters).Generate(prompt, 30, new GreedySampler()));

        int[] expected = new HandStepping<EightTokens>(_network, tokens).Continue(30, s_letters.Count);
        Assert.Equal(string.Concat(expected.Select(token => s_letters[token])), text);
    }

    [Fact]
    public void Another_prompt_is_continued_otherwise() =>
        Assert.NotEqual(
            Generator(s_letters).Generate("aaaa", 40, new TemperatureSampler(seed: 1)),
            Generator(s_letters).Generate("dcba", 40, new TemperatureSampler(seed: 1)));

    [Fact]
    public void The_prompt_is_not_part_of_the_generated_text() =>
        Assert.Equal(["c", "d"], Generator(s_letters).Generate("ab", 2, new ScriptedSampler(5, 6)));

    [Fact]
    public void The_text_ends_where_the_end_is_generated() =>
        Assert.Equal(["a", "b"], Generator(s_letters).Generate("", 10, new ScriptedSampler(3, 4, Vocabulary.EndOfText)));

    [Fact]
    public void A_network_that_wants_to_end_generates_nothing()
    {
        _network.WithBias(Vocabulary.EndOfText, 100);

        Assert.Empty(Generator(s_letters).Generate("abc", 10, new TemperatureSampler()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    public void No_more_tokens_than_wanted_are_generated(int maxTokens) =>
        Assert.Equal(maxTokens, Generator(s_letters).Generate("ab", maxTokens, new TemperatureSampler()).Count());

    [Fact]
    public void Fewer_than_no_tokens_are_refused_before_the_first_is_asked_for() =>
        Assert.Throws<ArgumentOutOfRangeException>("maxTokens", () => Generator(s_letters).Generate("ab", -5, new TemperatureSampler()));

    [Fact]
    public void A_vocabulary_smaller_than_the_network_is_kept_to()
    {
        Vocabulary small = Vocabulary.OfCharacters("xy");
        _network.WithBias(7, 100);

        Assert.All(Generator(small).Generate("x", 100, new TemperatureSampler()), piece => Assert.Contains(piece, (string[])["x", "y"]));
    }

    [Fact]
    public void Every_text_begins_anew()
    {
        TextGenerator<EightTokens> generator = Generator(s_letters);
        string first = string.Concat(generator.Generate("cab", 20, new GreedySampler()));
        _ = string.Concat(generator.Generate("ddd", 20, new TemperatureSampler()));

        Assert.Equal(first, string.Concat(generator.Generate("cab", 20, new GreedySampler())));
    }

    [Fact]
    public void The_same_seed_gives_the_same_text() =>
        Assert.Equal(
            Generator(s_letters).Generate("a", 50, new TemperatureSampler(seed: 8)),
            Generator(s_letters).Generate("a", 50, new TemperatureSampler(seed: 8)));

    [Fact]
    public void A_vocabulary_larger_than_the_network_is_refused()
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => Generator(Vocabulary.OfCharacters("abcdef")));

        Assert.Contains("9 tokens, and EightTokens has room for 8", refusal.Message, StringComparison.Ordinal);
    }

    private TextGenerator<EightTokens> Generator(Vocabulary vocabulary) => new(_network, new CharacterTokenizer(vocabulary));
}
