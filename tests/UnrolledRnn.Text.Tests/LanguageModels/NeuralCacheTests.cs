namespace UnrolledRnn.Text.Tests;

public class NeuralCacheTests
{
    private const string Prompt = "abcab";
    private const string Text = "cabcabdeeabcacbdabcab";

    private readonly StackedLetters _network = new(seed: 4);
    private readonly LanguageModel _model;

    public NeuralCacheTests()
    {
        _model = LanguageModel.Of(_network, new CharacterTokenizer(LetterModel.Vocabulary));
    }

    [Theory]
    [InlineData(100, 1, 0.1)]
    [InlineData(7, 0.662, 0.3)]
    [InlineData(1, 40, 0.5)]
    [InlineData(100, 0, 0.9)]
    public void A_token_has_the_probability_of_network_and_cache_together(int window, float theta, float lambda)
    {
        var cache = new NeuralCache { Window = window, Theta = theta, Lambda = lambda };

        TextScore score = _model.Score(Text, Prompt, cache);

        double[][] expected = [.. Reference(cache).Skip(Prompt.Length)];
        for (int i = 0; i < Text.Length; i++)
        {
            int token = score.Tokens[i].Token;
            Assert.Equal(Math.Log(expected[i][token]), score.Tokens[i].LogProbability, 1e-5);
            Assert.Equal(1 + expected[i].Count(probability => probability > expected[i][token] * (1 + 1e-5)), score.Tokens[i].Rank);
        }

        Assert.Equal(score.Tokens.Sum(token => token.LogProbability), score.LogProbability, 1e-9);
    }

    [Fact]
    public void A_token_that_comes_again_and_again_is_foretold_better()
    {
        string text = new('d', 60);

        double with = _model.Score(text, cache: new NeuralCache { Lambda = 0.6f }).Perplexity;

        Assert.True(with < 0.5 * _model.Score(text).Perplexity, $"{with} is hardly below {_model.Score(text).Perplexity}.");
    }

    [Fact]
    public void A_cache_goes_on_from_text_to_text_and_with_a_fork()
    {
        var cache = new NeuralCache { Window = 10 };
        TextState state = _model.State();
        state.Cache = cache;
        state.Score("abc");
        TextState fork = state.Fork();

        double first = state.Score("dab").LogProbability;
        state.Score("eeeee");

        Assert.Equal(first, fork.Score("dab", withTokens: false).LogProbability);
        Assert.Equal(first, _model.Score("dab", "abc", cache).LogProbability, 1e-12);
        Assert.NotEqual(first, _model.Score("dab", "abc").LogProbability);
    }

    [Fact]
    public void What_is_generated_is_that_of_the_network()
    {
        TextState state = _model.State("abab");
        string expected = string.Concat(state.Fork().Generate(new GenerationOptions { MaxTokens = 10 }));

        state.Cache = new NeuralCache { Lambda = 0.9f };
        state.Score("");

        Assert.Equal(expected, string.Concat(state.Generate(new GenerationOptions { MaxTokens = 10 })));
    }

    [Fact]
    public void Nothing_more_is_allocated_for_a_text()
    {
        string text = string.Concat(Enumerable.Repeat(Text, 20));
        TextState state = _model.State();
        state.Cache = new NeuralCache { Window = 50 };
        state.Score(text, withTokens: false);

        Assert.InRange(Allocated(state, text), 0, Allocated(_model.State(), text));

        static long Allocated(TextState state, string text)
        {
            state.Score(text, withTokens: false);
            return Allocation.Fewest(() => Allocation.Of(() => state.Score(text, withTokens: false)));
        }
    }

    [Theory]
    [InlineData(0, 1, 0.1f, "Window")]
    [InlineData(1_000_001, 1, 0.1f, "Window")]
    [InlineData(10, -1, 0.1f, "Theta")]
    [InlineData(10, float.NaN, 0.1f, "Theta")]
    [InlineData(10, 1, 1f, "Lambda")]
    [InlineData(10, 1, float.NaN, "Lambda")]
    public void A_setting_out_of_its_range_is_refused(int window, float theta, float lambda, string name) =>
        Assert.Throws<ArgumentOutOfRangeException>(name, () => new NeuralCache { Window = window, Theta = theta, Lambda = lambda });

    /// <summary>The probabilities of all tokens at each place of prompt and text, in double precision.</summary>
    private IEnumerable<double[]> Reference(NeuralCache cache)
    {
        int[] tokens = [.. (Prompt + Text).Select(letter => LetterModel.Vocabulary.NumberOf($"{letter}"))];
        List<float[]> states = [];
        for (int i = 0; i < tokens.Length; i++)
        {
            StackedLetters.State state = default;
            float[] logits = new float[StackedLetters.OutputSize];
            _network.Step(Vocabulary.BeginOfText, logits, ref state);
            foreach (int token in tokens[..i])
            {
                _network.Step(token, logits, ref state);
            }

            float[] hidden = state.HiddenL2.ToArray();
            double[] probabilities = DrawnLogits.Probabilities(logits);
            int from = Math.Max(0, i - cache.Window);
            double[] weights = [.. states.Skip(from).Select(old => Math.Exp(cache.Theta * old.Zip(hidden, (a, b) => (double)a * b).Sum()))];
            if (weights.Length > 0)
            {
                probabilities = [.. probabilities.Select(probability => (1.0 - cache.Lambda) * probability)];
                for (int k = 0; k < weights.Length; k++)
                {
                    probabilities[tokens[from + k]] += cache.Lambda * weights[k] / weights.Sum();
                }
            }

            yield return probabilities;
            states.Add(hidden);
        }
    }
}
