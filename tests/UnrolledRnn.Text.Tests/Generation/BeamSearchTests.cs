namespace UnrolledRnn.Text.Tests;

public class BeamSearchTests
{
    private const int Length = 4;

    private readonly LanguageModel _model;
    private readonly EightTokens _network;

    public BeamSearchTests()
    {
        _model = LetterModel.Create(out _network);
        _network.WithBias(Vocabulary.EndOfText, 0.5f);
    }

    [Theory]
    [InlineData("", 0f)]
    [InlineData("bad", 0f)]
    [InlineData("bad", 1f)]
    [InlineData("bad", 3f)]
    public void A_search_that_is_wide_enough_finds_the_best_of_all_texts(string prompt, float penalty)
    {
        // 5^3 beams are every text that can still go on.
        (string Text, double LogProbability, double Score)[] all =
            [.. AllTexts(prompt, penalty).OrderByDescending(text => text.Score).Take(125)];

        IReadOnlyList<TextBeam> found = _model.BeamSearch(
            prompt, new BeamSearchOptions { Width = 125, MaxTokens = Length, LengthPenalty = penalty });

        Assert.Equal(all.Length, found.Count);
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(all[i].Text, found[i].Text + (found[i].HasEnded ? "." : ""));
            Assert.Equal(all[i].LogProbability, found[i].LogProbability, 1e-5);
            Assert.Equal(all[i].Score, found[i].Score, 1e-5);
        }
    }

    [Fact]
    public void A_search_of_one_beam_takes_the_likeliest_token_each_time()
    {
        _network.WithBias(Vocabulary.EndOfText, -100);

        TextBeam beam = Assert.Single(_model.BeamSearch("abc", new BeamSearchOptions { Width = 1, MaxTokens = 30 }));

        Assert.Equal(_model.WhatNext("abc", 30), beam.Text);
        Assert.False(beam.HasEnded);
    }

    [Fact]
    public void A_wider_search_finds_a_text_at_least_as_likely()
    {
        double[] best = [.. ((int[])[1, 5, 125]).Select(width =>
            _model.BeamSearch("e", new BeamSearchOptions { Width = width, MaxTokens = Length, LengthPenalty = 0 })[0].LogProbability)];

        Assert.Equal(best.Order(), best);
    }

    [Fact]
    public void The_log_probability_is_that_of_the_score()
    {
        _network.WithBias(Vocabulary.EndOfText, -100);

        Assert.All(
            _model.BeamSearch("cab", new BeamSearchOptions { Width = 3, MaxTokens = 12 }),
            beam => Assert.Equal(_model.Score(beam.Text, "cab").LogProbability, beam.LogProbability, 1e-4));
    }

    [Fact]
    public void A_text_that_has_ended_is_no_reason_to_stop_where_a_longer_one_is_better()
    {
        // The end has ten times the probability of an a, whatever came before, and the length counts for more than that.
        _network.Parameters.Clear();
        _network.WithBias(Vocabulary.EndOfText, 40).WithBias(3, 40 - MathF.Log(10));

        TextBeam best = _model.BeamSearch("", new BeamSearchOptions { Width = 1, MaxTokens = 30, LengthPenalty = 3 })[0];

        Assert.Equal(new string('a', 29), best.Text);
    }

    [Fact]
    public void A_text_that_ends_at_once_is_empty()
    {
        _network.WithBias(Vocabulary.EndOfText, 100);

        TextBeam best = _model.BeamSearch("a")[0];

        Assert.Equal(("", true), (best.Text, best.HasEnded));
        Assert.Equal([Vocabulary.EndOfText], best.Tokens);
    }

    [Fact]
    public void The_state_stays_where_it_is()
    {
        TextState state = _model.State("abc");
        byte[] before = state.ToBytes();

        state.BeamSearch();

        Assert.Equal(before, state.ToBytes());
    }

    [Fact]
    public void Without_tokens_the_only_text_is_empty() =>
        Assert.Equal("", Assert.Single(_model.BeamSearch("a", new BeamSearchOptions { MaxTokens = 0 })).Text);

    [Fact]
    public void A_value_out_of_range_is_refused_by_its_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("Width", () => new BeamSearchOptions { Width = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Width", () => new BeamSearchOptions { Width = 4097 });
        Assert.Throws<ArgumentOutOfRangeException>("MaxTokens", () => new BeamSearchOptions { MaxTokens = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("LengthPenalty", () => new BeamSearchOptions { LengthPenalty = float.NaN });
    }

    /// <summary>Every text that ends, with a dot, or has all tokens.</summary>
    private IEnumerable<(string Text, double LogProbability, double Score)> AllTexts(string prompt, float penalty)
    {
        List<(string Text, double LogProbability)> open = [("", 0)];
        for (int length = 1; length <= Length; length++)
        {
            List<(string Text, double LogProbability)> longer = [];
            foreach ((string text, double sum) in open)
            {
                int[] tokens = [.. (prompt + text).Select(letter => LetterModel.Vocabulary.NumberOf($"{letter}"))];
                double[] probabilities = DrawnLogits.Probabilities(new HandStepping<EightTokens>(_network, tokens).Logits);
                double ended = sum + Math.Log(probabilities[Vocabulary.EndOfText]);
                yield return (text + ".", ended, ended / Math.Pow(length, penalty));
                longer.AddRange(Enumerable.Range(3, 5).Select(token =>
                    (text + LetterModel.Vocabulary[token], sum + Math.Log(probabilities[token]))));
            }

            open = longer;
        }

        foreach ((string text, double sum) in open)
        {
            yield return (text, sum, sum / Math.Pow(Length, penalty));
        }
    }
}
