namespace UnrolledRnn.Text.Tests;

public class WordOrderTests
{
    // <unk> <bos> <eos> <maj> <up> <join> the , 7 ##7
    private static readonly Vocabulary s_vocabulary = Vocabulary.OfWords("the the , 7 77 ");
    private static readonly WordTokenizer s_tokenizer = new(s_vocabulary);

    [Theory]
    [InlineData("<maj>", "the")]
    [InlineData("<up>", "the")]
    [InlineData("<join>", "<maj> <up> the 7")]
    [InlineData("the", "<eos> <maj> <up> <join> the , 7 ##7")]
    public void A_mark_is_followed_by_what_it_can_mark(string last, string expected)
    {
        TextState state = Model().State();
        state.Feed(s_vocabulary.NumberOf(last));

        Assert.Equal(expected.Split(' ').Order(), Selectable(state));
    }

    [Theory]
    [InlineData("")]
    [InlineData("the ")]
    [InlineData("the\n")]
    public void A_space_is_missing_only_where_one_would_be(string prompt) =>
        Assert.DoesNotContain("<join>", Selectable(Model().State(prompt)));

    [Fact]
    public void A_vocabulary_without_words_still_has_tokens_behind_a_mark()
    {
        Vocabulary signs = Vocabulary.OfWords(", , .");
        TextState state = LanguageModel.Of(new ManyTokens(seed: 1), new WordTokenizer(signs)).State();
        state.Feed(signs.NumberOf("<maj>"));

        Assert.Contains(",", Selectable(state));
    }

    [Fact]
    public void No_token_of_control_is_ever_written()
    {
        LanguageModel model = Model();
        string drawn = string.Concat(model.Generate("the", Drawing()));
        string searched = model.BeamSearch("the", new BeamSearchOptions { Width = 4, MaxTokens = 40 })[0].Text;
        string typed = string.Concat(
            new TextGenerator<ManyTokens>(new ManyTokens(seed: 3), s_tokenizer).Generate("", 400, new TemperatureSampler(temperature: 2)));

        Assert.All([drawn, searched, typed], text => Assert.DoesNotContain("<", text, StringComparison.Ordinal));
        Assert.Contains("The", drawn, StringComparison.Ordinal);
    }

    private static LanguageModel Model() =>
        LanguageModel.Of(new ManyTokens(seed: 3).WithBias(Vocabulary.EndOfText, -100), s_tokenizer);

    private static GenerationOptions Drawing() => new() { MaxTokens = 2000, Sampling = new SamplingOptions { Temperature = 2, Seed = 1 } };

    private static IEnumerable<string> Selectable(TextState state)
    {
        var shown = new ScriptedSampler(Vocabulary.EndOfText);
        _ = state.Generate(new GenerationOptions { MaxTokens = 1, Sampler = shown }).ToList();
        float[] logits = Assert.Single(shown.Shown);
        return Enumerable.Range(0, logits.Length)
            .Where(token => logits[token] > float.NegativeInfinity)
            .Select(token => state.Model.Vocabulary[token])
            .Order();
    }
}
