using Microsoft.ML.Tokenizers;

namespace UnrolledRnn.Text.Tests;

public class CharacterEncodingTests
{
    // <unk> <bos> <eos> a b 😀
    private static readonly Tokenizer s_tokenizer = new CharacterTokenizer(Vocabulary.OfCharacters("ab😀"));

    [Fact]
    public void Each_character_becomes_its_number() => Assert.Equal([4, 3, 3], s_tokenizer.EncodeToIds("baa"));

    [Fact]
    public void A_span_encodes_as_a_string_does() => Assert.Equal([4, 3, 3], s_tokenizer.EncodeToIds("baa".AsSpan()));

    [Fact]
    public void Rare_characters_become_unknown() =>
        Assert.Equal([3, Vocabulary.Unknown, 4, Vocabulary.Unknown], s_tokenizer.EncodeToIds("a?b日"));

    [Fact]
    public void A_surrogate_pair_becomes_one_token() => Assert.Equal([3, 5, 4], s_tokenizer.EncodeToIds("a😀b"));

    [Fact]
    public void A_first_half_of_a_surrogate_pair_becomes_unknown() =>
        Assert.Equal([3, Vocabulary.Unknown, 4], s_tokenizer.EncodeToIds("a\ud83db"));

    [Fact]
    public void A_second_half_of_a_surrogate_pair_becomes_unknown() =>
        Assert.Equal([3, Vocabulary.Unknown, 4], s_tokenizer.EncodeToIds("a\ude00b"));

    [Fact]
    public void Half_of_a_surrogate_pair_at_the_end_becomes_unknown() =>
        Assert.Equal([3, Vocabulary.Unknown], s_tokenizer.EncodeToIds("a\ud83d"));

    [Fact]
    public void The_text_of_a_special_token_is_characters_like_others() =>
        Assert.DoesNotContain(Vocabulary.EndOfText, s_tokenizer.EncodeToIds("<eos>"));

    [Fact]
    public void An_empty_text_has_no_tokens() => Assert.Empty(s_tokenizer.EncodeToIds(""));

    [Fact]
    public void Tokens_know_their_place_in_the_text()
    {
        IReadOnlyList<EncodedToken> tokens = s_tokenizer.EncodeToTokens("a😀?\ud83db", out string? normalized);

        Assert.Equal([3, 5, Vocabulary.Unknown, Vocabulary.Unknown, 4], tokens.Select(token => token.Id));
        Assert.Equal(["a", "😀", "<unk>", "<unk>", "b"], tokens.Select(token => token.Value));
        Assert.Equal([0..1, 1..3, 3..4, 4..5, 5..6], tokens.Select(token => token.Offset));
        Assert.Null(normalized);
    }

    [Fact]
    public void Tokens_of_a_span_know_their_place_in_it()
    {
        IReadOnlyList<EncodedToken> tokens = s_tokenizer.EncodeToTokens("xx😀b".AsSpan(2), out _);

        Assert.Equal([0..2, 2..3], tokens.Select(token => token.Offset));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("abba", 4)]
    [InlineData("a😀?", 3)]
    public void Counting_tokens_counts_characters(string text, int expected) =>
        Assert.Equal(expected, s_tokenizer.CountTokens(text));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    [InlineData(9, 4)]
    public void A_limit_on_tokens_ends_the_encoding_and_says_how_far_it_went(int maxTokens, int expectedConsumed)
    {
        IReadOnlyList<int> all = s_tokenizer.EncodeToIds("a😀b");

        IReadOnlyList<int> tokens = s_tokenizer.EncodeToIds("a😀b", maxTokens, out _, out int consumed);

        Assert.Equal(all.Take(maxTokens), tokens);
        Assert.Equal(expectedConsumed, consumed);
    }

    [Fact]
    public void The_place_where_a_number_of_tokens_ends_is_known_from_either_end()
    {
        Assert.Equal(3, s_tokenizer.GetIndexByTokenCount("a😀bb", 2, out _, out int fromStart));
        Assert.Equal(1, s_tokenizer.GetIndexByTokenCountFromEnd("a😀bb", 3, out _, out int fromEnd));
        Assert.Equal(2, fromStart);
        Assert.Equal(3, fromEnd);
    }
}
