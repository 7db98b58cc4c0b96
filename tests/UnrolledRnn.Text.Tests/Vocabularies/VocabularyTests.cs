namespace UnrolledRnn.Text.Tests;

public class VocabularyTests
{
    private static readonly string[] s_tokens = ["<unk>", "<bos>", "<eos>", "a", "b"];

    public static TheoryData<string[]> WithoutSpecialTokens { get; } =
    [
        [],
        ["a", "b", "c"],
        ["<unk>", "<bos>"],
        ["<bos>", "<unk>", "<eos>", "a"],
    ];

    [Fact]
    public void Tokens_are_numbered_in_their_order()
    {
        var vocabulary = new Vocabulary(s_tokens);

        Assert.Equal(5, vocabulary.Count);
        Assert.Equal(s_tokens, vocabulary.Tokens);
        Assert.Equal(s_tokens, Enumerable.Range(0, 5).Select(number => vocabulary[number]));
        Assert.Equal(Enumerable.Range(0, 5), s_tokens.Select(vocabulary.NumberOf));
    }

    [Fact]
    public void The_named_numbers_are_those_of_the_special_tokens()
    {
        var vocabulary = new Vocabulary(s_tokens);

        Assert.Equal("<unk>", vocabulary[Vocabulary.Unknown]);
        Assert.Equal("<bos>", vocabulary[Vocabulary.BeginOfText]);
        Assert.Equal("<eos>", vocabulary[Vocabulary.EndOfText]);
    }

    [Theory]
    [InlineData("c")]
    [InlineData("A")]
    [InlineData("ab")]
    [InlineData("")]
    public void A_token_that_is_not_there_has_the_number_of_unknown(string token) =>
        Assert.Equal(Vocabulary.Unknown, new Vocabulary(s_tokens).NumberOf(token));

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(95, false)]
    public void The_first_three_tokens_are_special(int number, bool isSpecial) =>
        Assert.Equal(isSpecial, Vocabulary.IsSpecial(number));

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void A_number_without_a_token_is_out_of_range(int number) =>
        Assert.Throws<IndexOutOfRangeException>(() => new Vocabulary(s_tokens)[number]);

    [Theory]
    [MemberData(nameof(WithoutSpecialTokens))]
    public void A_vocabulary_without_the_special_tokens_in_front_is_refused(string[] tokens)
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => new Vocabulary(tokens));

        Assert.Contains("<unk>, <bos>, <eos>", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_that_occurs_twice_is_refused()
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => new Vocabulary([.. s_tokens, "a"]));

        Assert.Contains("Token 5, 'a'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_token_is_refused() => Assert.Throws<ArgumentException>(() => new Vocabulary([.. s_tokens, ""]));

    [Fact]
    public void Tokens_that_are_equal_only_to_a_reader_differ()
    {
        // The letter with an accent as one character, and as a letter and an accent.
        var vocabulary = new Vocabulary([.. s_tokens, "\u00e9", "e\u0301"]);

        Assert.Equal(5, vocabulary.NumberOf("\u00e9"));
        Assert.Equal(6, vocabulary.NumberOf("e\u0301"));
    }
}
