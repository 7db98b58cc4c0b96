namespace UnrolledRnn.Text.Tests;

public class TextStateTests
{
    private static readonly SamplingOptions s_sampling =
        new() { Temperature = 1.3f, TopP = 0.95f, RepetitionPenalty = 1.3f, RepetitionWindow = 30, Seed = 6 };

    private readonly LanguageModel _model = LetterModel.Create();

    [Fact]
    public void A_prompt_read_in_parts_is_that_read_at_once()
    {
        TextState parts = _model.State("ab");
        parts.Read("ec");
        parts.Read("");

        Assert.Equal(_model.State("abec").ToBytes(), parts.ToBytes());
    }

    [Fact]
    public void A_fork_goes_its_own_way()
    {
        TextState state = _model.State("abc");
        byte[] before = state.ToBytes();

        TextState fork = state.Fork();
        Assert.Equal(before, fork.ToBytes());
        Continue(fork, 10);

        Assert.Equal(before, state.ToBytes());
        Assert.NotEqual(before, fork.ToBytes());
    }

    [Fact]
    public void A_continuation_in_two_parts_is_that_in_one()
    {
        TextState state = _model.State("abc");
        string first = Continue(state, 40);

        Assert.Equal(Continue(_model.State("abc"), 100), first + Continue(state, 60));
    }

    [Fact]
    public void A_saved_state_goes_on_to_the_bit()
    {
        TextState state = _model.State("abc");
        Continue(state, 40);

        TextState resumed = _model.Resume(state.ToBytes());

        Assert.Equal(state.ToBytes(), resumed.ToBytes());
        Assert.Equal(Continue(state, 60), Continue(resumed, 60));
        Assert.Equal(state.ToBytes(), resumed.ToBytes());
    }

    [Fact]
    public void A_text_that_was_broken_off_stands_behind_its_last_piece()
    {
        TextState state = _model.State("abc");
        string first = string.Concat(state.Generate(Drawing(100)).Take(40));

        Assert.Equal(40, state.GeneratedTokens);
        Assert.Equal(Continue(_model.State("abc"), 100), first + Continue(state, 60));
    }

    [Fact]
    public void A_state_of_more_tokens_than_are_remembered_is_saved_too()
    {
        TextState state = _model.State(string.Concat(Enumerable.Repeat("abcde", 500)));

        Assert.Equal(Continue(state.Fork(), 50), Continue(_model.Resume(state.ToBytes()), 50));
    }

    [Fact]
    public void Another_network_refuses_the_state() => AssertRefused(LetterModel.Create(seed: 10), "another one");

    [Fact]
    public void A_network_that_has_learnt_since_refuses_the_state()
    {
        LanguageModel model = LetterModel.Create(out EightTokens network);
        network.Parameters[0] += 1;

        AssertRefused(model, "another one");
    }

    [Fact]
    public void Another_vocabulary_refuses_the_state() =>
        AssertRefused(
            LanguageModel.Of(
                new EightTokens(seed: 9).WithBias(Vocabulary.EndOfText, -100), new CharacterTokenizer(Vocabulary.OfCharacters("abced"))),
            "another one");

    [Fact]
    public void No_changed_or_missing_byte_is_taken()
    {
        byte[] bytes = _model.State("abc").ToBytes();
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x10;
            Assert.Throws<FormatException>(() => _model.Resume(bytes));
            bytes[i] ^= 0x10;
            Assert.Throws<FormatException>(() => _model.Resume(bytes.AsSpan(0, i)));
        }

        Assert.Throws<FormatException>(() => _model.Resume([.. bytes, 0]));
    }

    [Fact]
    public void A_later_version_is_refused_as_such()
    {
        byte[] bytes = _model.State().ToBytes();
        bytes[4] = 9;

        Assert.Contains("version 9", Assert.Throws<FormatException>(() => _model.Resume(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_end_is_not_part_of_the_text()
    {
        TextState state = _model.State("abc");

        Assert.Equal(["d"], state.Generate(LetterModel.Scripted("d.")));
        Assert.Equal(_model.State("abcd").Logits, state.Logits);
    }

    [Fact]
    public void A_token_outside_of_the_vocabulary_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("token", () => _model.State().Feed(8));
        Assert.Throws<ArgumentOutOfRangeException>("token", () => _model.State().Feed(-1));
    }

    [Fact]
    public void Words_have_the_spaces_that_they_have_in_one_text()
    {
        var tokenizer = new WordTokenizer(Vocabulary.OfWords("he said"));
        LanguageModel model = LanguageModel.Of(new EightTokens(seed: 2), tokenizer);
        GenerationOptions said = new() { MaxTokens = 1, Sampler = new ScriptedSampler(tokenizer.Vocabulary.NumberOf("said")) };

        Assert.Equal(" said", string.Concat(model.Generate("he", said with { Sampler = Script(tokenizer, "said") })));
        Assert.Equal("said", string.Concat(model.Generate("he ", said with { Sampler = Script(tokenizer, "said") })));
        Assert.Equal("said", string.Concat(model.State("he ").Fork().Generate(said with { Sampler = Script(tokenizer, "said") })));
        TextState marked = model.State("he");
        Assert.Equal("", string.Concat(marked.Generate(said with { Sampler = Script(tokenizer, "<maj>") })));
        Assert.Equal(" Said", string.Concat(model.Resume(marked.ToBytes()).Generate(said with { Sampler = Script(tokenizer, "said") })));
    }

    [Fact]
    public void Nothing_is_allocated_for_a_token_after_the_first()
    {
        TextState state = _model.State("abc");
        var options = new GenerationOptions { MaxTokens = 400, Sampling = s_sampling };

        Assert.Equal(0, Allocation.Fewest(() =>
        {
            long before = 0;
            int pieces = 0;
            foreach (string _ in state.Generate(options))
            {
                before = ++pieces == 40 ? GC.GetAllocatedBytesForCurrentThread() : before;
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }));
    }

    [Fact]
    public void A_word_allocates_no_more_than_its_text()
    {
        var tokenizer = new WordTokenizer(Vocabulary.OfWords("he said , so \n \n"));
        TextState state = LanguageModel.Of(new ManyTokens(seed: 2).WithBias(Vocabulary.EndOfText, -100), tokenizer).State();
        var options = new GenerationOptions { MaxTokens = 400, Sampling = s_sampling };

        Assert.Equal(0, Allocation.Fewest(() =>
        {
            (long before, long after, long texts, int pieces) = (0, 0, 0, 0);
            foreach (string piece in state.Generate(options))
            {
                after = GC.GetAllocatedBytesForCurrentThread();
                pieces++;
                before = pieces == 40 ? after : before;

                // What a string of so many characters takes; one of the vocabulary's takes nothing.
                texts += pieces > 40 ? (22 + (sizeof(char) * piece.Length) + 7) / 8 * 8 : 0;
            }

            Assert.NotEqual(before, after);
            return Math.Max(0, after - before - texts);
        }));
    }

    private static ScriptedSampler Script(WordTokenizer tokenizer, string word) => new(tokenizer.Vocabulary.NumberOf(word));

    private static GenerationOptions Drawing(int tokens) => new() { MaxTokens = tokens, Sampling = s_sampling };

    private static string Continue(TextState state, int tokens) => string.Concat(state.Generate(Drawing(tokens)));

    private void AssertRefused(LanguageModel model, string message)
    {
        byte[] bytes = _model.State("abc").ToBytes();

        Assert.Contains(message, Assert.Throws<FormatException>(() => model.Resume(bytes)).Message, StringComparison.Ordinal);
    }
}
