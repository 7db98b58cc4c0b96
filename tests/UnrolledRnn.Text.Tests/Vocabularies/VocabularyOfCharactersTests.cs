namespace UnrolledRnn.Text.Tests;

public class VocabularyOfCharactersTests
{
    [Fact]
    public void Special_tokens_come_before_the_characters() =>
        Assert.Equal(["<unk>", "<bos>", "<eos>", "a"], Vocabulary.OfCharacters("a").Tokens);

    [Fact]
    public void Without_a_text_only_the_special_tokens_are_there() =>
        Assert.Equal(["<unk>", "<bos>", "<eos>"], Vocabulary.OfCharacters("").Tokens);

    [Fact]
    public void Frequent_characters_come_first_unless_told_otherwise() =>
        Assert.Equal("cba", CharactersOf(Vocabulary.OfCharacters("abbccc")));

    [Fact]
    public void Equally_frequent_characters_come_in_the_order_of_first_use() =>
        Assert.Equal("dzyx", CharactersOf(Vocabulary.OfCharacters("zyxdxyzdd", VocabularyOrder.Frequency)));

    [Fact]
    public void In_order_of_first_use_frequency_does_not_matter() =>
        Assert.Equal("cabge", CharactersOf(Vocabulary.OfCharacters("cabbage", VocabularyOrder.FirstUse)));

    [Fact]
    public void A_limit_counts_the_special_tokens() =>
        Assert.Equal(5, Vocabulary.OfCharacters("abcdefgh", maxCount: 5).Count);

    [Theory]
    [InlineData(VocabularyOrder.Frequency, "cb")]
    [InlineData(VocabularyOrder.FirstUse, "bc")]
    public void A_limit_keeps_the_most_frequent_characters_in_either_order(VocabularyOrder order, string expected) =>
        Assert.Equal(expected, CharactersOf(Vocabulary.OfCharacters("abbcccd", order, maxCount: 5)));

    [Fact]
    public void Of_equally_frequent_characters_a_limit_keeps_those_used_first() =>
        Assert.Equal("xy", CharactersOf(Vocabulary.OfCharacters("xyzzyx", maxCount: 5)));

    [Fact]
    public void A_limit_above_the_number_of_characters_keeps_all() =>
        Assert.Equal("ab", CharactersOf(Vocabulary.OfCharacters("ab", maxCount: 6)));

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_limit_without_room_for_a_character_is_refused(int maxCount) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Vocabulary.OfCharacters("abc", maxCount: maxCount));

    [Fact]
    public void A_surrogate_pair_is_one_character() =>
        Assert.Equal(["<unk>", "<bos>", "<eos>", "😀", "😁"], Vocabulary.OfCharacters("😀😁😀").Tokens);

    [Fact]
    public void A_combining_mark_is_a_character_of_its_own() =>
        Assert.Equal(["<unk>", "<bos>", "<eos>", "e", "\u0301"], Vocabulary.OfCharacters("e\u0301").Tokens);

    [Fact]
    public void Capitals_white_space_and_controls_are_characters_like_others() =>
        Assert.Equal("aA \n\t\0", CharactersOf(Vocabulary.OfCharacters("aA \n\t\0")));

    private static string CharactersOf(Vocabulary vocabulary) => string.Concat(vocabulary.Tokens.Skip(3));
}
