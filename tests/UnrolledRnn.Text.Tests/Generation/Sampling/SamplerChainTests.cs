namespace UnrolledRnn.Text.Tests;

public class SamplerChainTests
{
    [Fact]
    public void Logits_go_through_the_processors_in_their_order()
    {
        // The penalty puts the first token behind the third; in the other order the first would be all that is left.
        var penalty = new RepetitionPenalty(4, window: 4);
        var last = new ScriptedSampler(0);
        var chain = new SamplerChain([penalty, new TopKFilter(1)], last);
        chain.Accept(0);

        chain.Sample([2, -8, 1]);

        Assert.Equal([float.NegativeInfinity, float.NegativeInfinity, 1], Assert.Single(last.Shown));
    }

    [Fact]
    public void A_prompt_is_accepted_before_the_first_token_is_chosen()
    {
        var network = new EightTokens(seed: 9).WithBias(Vocabulary.EndOfText, -100).WithBias(4, 50);
        var generator = new TextGenerator<EightTokens>(network, new CharacterTokenizer(Vocabulary.OfCharacters("abcde")));
        ITokenSampler sampler = new SamplingOptions { Temperature = 0, RepetitionPenalty = 100 }.CreateSampler();

        Assert.Equal("b", generator.Generate("", 1, sampler).First());
        Assert.NotEqual("b", generator.Generate("b", 1, sampler).First());
        Assert.Equal("b", generator.Generate("", 1, sampler).First());
    }

    [Fact]
    public void A_processor_that_is_null_is_refused() =>
        Assert.Throws<ArgumentNullException>("processors", () => new SamplerChain([null!], new GreedySampler()));
}
