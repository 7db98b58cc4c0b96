namespace UnrolledRnn.Text.Tests;

public class EncodeTextTests
{
    // <unk> <bos> <eos> a b 😀
    private static readonly CharacterTokenizer s_tokenizer = new(Vocabulary.OfCharacters("ab😀"));

    [Fact]
    public void A_text_stands_between_its_begin_and_its_end() =>
        Assert.Equal([Vocabulary.BeginOfText, 4, 3, 5, Vocabulary.EndOfText], s_tokenizer.EncodeText("ba😀", out _));

    [Fact]
    public void An_empty_text_is_its_begin_and_its_end() =>
        Assert.Equal([Vocabulary.BeginOfText, Vocabulary.EndOfText], s_tokenizer.EncodeText("", out _));

    [Theory]
    [InlineData("abba", 0)]
    [InlineData("a?b?", 2)]
    [InlineData("😀😁", 1)]
    [InlineData("<eos>", 5)]
    public void Characters_that_became_unknown_are_counted(string text, int expected)
    {
        int[] tokens = s_tokenizer.EncodeText(text, out int unknown);

        Assert.Equal(expected, unknown);
        Assert.Equal(expected, tokens.Count(token => token == Vocabulary.Unknown));
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_one_unknown_character()
    {
        int[] tokens = s_tokenizer.EncodeText("a\ud83db", out int unknown);

        Assert.Equal(1, unknown);
        Assert.Equal([3, Vocabulary.Unknown, 4], tokens[1..^1]);
    }

    [Theory]
    [InlineData("abba?")]
    [InlineData("😀 b\n")]
    public void In_between_stand_the_tokens_of_any_other_encoding(string text) =>
        Assert.Equal(s_tokenizer.EncodeToIds(text), s_tokenizer.EncodeText(text, out _)[1..^1]);
}
