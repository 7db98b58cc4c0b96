namespace UnrolledRnn.Text.Tests;

public class TextScoreTests
{
    // <unk> <bos> <eos> a b c d e
    private static readonly Vocabulary s_letters = Vocabulary.OfCharacters("abcde");

    private readonly EightTokens _network = new(seed: 4);
    private readonly LanguageModel _model;

    public TextScoreTests()
    {
        _model = LanguageModel.Of(_network, new CharacterTokenizer(s_letters));
    }

    [Theory]
    [InlineData("", "badcab")]
    [InlineData("ea", "dd")]
    public void A_token_has_the_probability_of_the_softmax_of_all_outputs(string prompt, string text)
    {
        TextScore score = _model.Score(text, prompt);

        double sum = 0;
        for (int i = 0; i < text.Length; i++)
        {
            float[] logits = new HandStepping<EightTokens>(_network, Tokens(prompt + text[..i])).Logits;
            int token = s_letters.NumberOf(text[i..(i + 1)]);
            double expected = Math.Log(DrawnLogits.Probabilities(logits)[token]);
            Assert.Equal(expected, score.Tokens[i].LogProbability, 1e-5);
            Assert.Equal(token, score.Tokens[i].Token);
            Assert.Equal(text[i..(i + 1)], score.Tokens[i].Text);
            Assert.Equal(1 + logits.Count(logit => logit > logits[token]), score.Tokens[i].Rank);
            sum += expected;
        }

        Assert.Equal(sum, score.LogProbability, 1e-4);
    }

    [Fact]
    public void Probabilities_of_all_next_tokens_come_to_one()
    {
        double sum = "abcde".Sum(letter => Math.Exp(_model.Score($"{letter}", "ab").LogProbability));
        float[] logits = new HandStepping<EightTokens>(_network, Tokens("ab")).Logits;

        Assert.Equal(1 - DrawnLogits.Probabilities(logits)[..3].Sum(), sum, 1e-5);
    }

    [Fact]
    public void A_token_that_is_all_but_impossible_has_a_finite_log_probability()
    {
        _network.WithBias(3, -500);

        Assert.InRange(_model.Score("a").LogProbability, -600, -400);
    }

    [Fact]
    public void Unknown_characters_are_counted_apart()
    {
        TextScore score = _model.Score("a?b😀");

        Assert.Equal((2, 2, 2), (score.KnownTokens, score.UnknownTokens, score.KnownCharacters));
        Assert.Equal(0.5, score.UnknownShare);
        Assert.Equal(["a", "?", "b", "😀"], score.Tokens.Select(token => token.Text));
        Assert.Equal(score.Tokens[0].LogProbability + score.Tokens[2].LogProbability, score.LogProbability);
    }

    [Fact]
    public void Perplexity_and_bits_follow_from_the_sum()
    {
        TextScore score = _model.Score("abba");

        Assert.Equal(Math.Exp(-score.LogProbability / 4), score.Perplexity, 1e-12);
        Assert.Equal(-score.LogProbability / 4 / Math.Log(2), score.BitsPerCharacter, 1e-12);
        Assert.Equal(-score.LogProbability / 4, score.Loss, 1e-12);
    }

    [Fact]
    public void A_text_without_known_tokens_has_no_perplexity()
    {
        Assert.True(double.IsNaN(_model.Score("").Perplexity));
        Assert.True(double.IsNaN(_model.Score("??").BitsPerCharacter));
        Assert.Equal(0, _model.Score("").UnknownShare);
    }

    [Fact]
    public void Texts_scored_one_after_the_other_sum_to_the_whole()
    {
        TextState state = _model.State();

        TextScore sum = TextScore.Sum([state.Score("abc?"), state.Score("dea", withTokens: false)]);

        TextScore whole = _model.Score("abc?dea");
        Assert.Equal(whole.LogProbability, sum.LogProbability, 1e-12);
        Assert.Equal(
            (whole.KnownTokens, whole.UnknownTokens, whole.KnownCharacters), (sum.KnownTokens, sum.UnknownTokens, sum.KnownCharacters));
        Assert.Empty(sum.Tokens);
    }

    [Fact]
    public void A_text_of_many_sequences_has_the_scores_of_single_steps()
    {
        string text = string.Concat(Enumerable.Repeat("badcab?eda", 5)) + "abc";
        TextState whole = _model.State("e");
        TextState parts = _model.State("e");

        TextScore score = whole.Score(text);
        TokenScore[] steps = [.. text.SelectMany(letter => parts.Score($"{letter}").Tokens)];

        Assert.Equal(steps, score.Tokens);
        Assert.Equal((48, 5), (score.KnownTokens, score.UnknownTokens));
        Assert.Equal(parts.ToBytes(), whole.ToBytes());
    }

    [Fact]
    public void A_text_goes_on_behind_a_score_as_behind_the_same_text_read()
    {
        TextState scored = _model.State();
        scored.Score("abcdeabcde abcde");
        TextState read = _model.State("abcdeabcde abcde");

        Assert.Equal(read.Generate(Greedy()), scored.Generate(Greedy()));

        static GenerationOptions Greedy() => new() { MaxTokens = 20, Sampling = SamplingOptions.Greedy };
    }

    [Fact]
    public void Scoring_can_be_stopped() =>
        Assert.Throws<OperationCanceledException>(() => _model.State().Score("abc", cancellation: new CancellationToken(canceled: true)));

    private static int[] Tokens(string text) => [.. text.Select(letter => s_letters.NumberOf($"{letter}"))];
}
