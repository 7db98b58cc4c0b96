namespace UnrolledRnn.Text.Tests;

public class WordEncodingTests
{
    [Theory]
    [InlineData("the cat", "the|cat")]
    [InlineData("The cat", "<maj>|the|cat")]
    [InlineData("NASA", "<up>|nasa")]
    [InlineData("I", "<maj>|i")]
    [InlineData("McDonald", "McDonald")]
    [InlineData("Émile ÉTÉ", "<maj>|émile|<up>|été")]
    public void Capitals_are_marks_before_words_without_them(string text, string tokens) => Assert.Equal(tokens, TokensOf(text));

    [Theory]
    [InlineData("don't", "don't")]
    [InlineData("o'clock", "o'clock")]
    [InlineData("you’re", "you’re")]
    [InlineData("the man's", "the|man|'s")]
    [InlineData("MAN'S", "<up>|man|'S")]
    [InlineData("the man 's hat", "the|man|'s|hat")]
    [InlineData("the dogs' bowl", "the|dogs|' |bowl")]
    [InlineData("put 'em down", "put| '|em|down")]
    [InlineData("e\u0301t", "e\u0301t")]
    public void Apostrophes_belong_to_words_but_for_a_possessive(string text, string tokens) => Assert.Equal(tokens, TokensOf(text));

    [Theory]
    [InlineData("1984", "1|##9|##8|##4")]
    [InlineData("in 5 of 12", "in|5|of|1|##2")]
    [InlineData("$1,000", "$|1|,|##0|##0|##0")]
    [InlineData("5th", "5|<join>|th")]
    public void Each_digit_is_a_token(string text, string tokens) => Assert.Equal(tokens, TokensOf(text));

    [Theory]
    [InlineData("a, b.", "a|,|b|.")]
    [InlineData("a , b .", "a|,|b|.")]
    [InlineData("(a) [b]", "(|a|)|[|b|]")]
    [InlineData("a well-known one", "a|well|-|known|one")]
    [InlineData("a - b", "a| - |b")]
    [InlineData("end--begin -- end", "end|--|begin| -- |end")]
    [InlineData("AT&T", "<up>|at|<join>|&|<join>|<maj>|t")]
    [InlineData("a,b", "a|,|<join>|b")]
    public void Each_sign_is_a_token(string text, string tokens) => Assert.Equal(tokens, TokensOf(text));

    [Theory]
    [InlineData("say \"yes\" now", "say| \"|yes|\"|now")]
    [InlineData("\"yes,\" he", " \"|yes|,|\"|he")]
    [InlineData("said \" yes \" and", "said| \"|yes|\"|and")]
    [InlineData("\"'No,' he\"", " \"| '|no|,|' |he|\"")]
    [InlineData("a \"b\nc \" d \"", "a| \"|b|\n|c| \"|d|\"")]
    public void Quotation_marks_that_open_differ_from_those_that_close(string text, string tokens) =>
        Assert.Equal(tokens, TokensOf(text).Replace("<maj>|", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("a\nb", "a|\n|b")]
    [InlineData("a\n\nb", "a|\n\n|b")]
    [InlineData("a \n \n b", "a|\n\n|b")]
    [InlineData("a\r\n\r\nb\rc", "a|\n\n|b|\n|c")]
    [InlineData("a\n\n\nb", "a|\n\n|\n|b")]
    [InlineData("a\tb\u00a0 c", "a|b|c")]
    public void Line_ends_and_blank_lines_are_tokens_and_other_white_space_is_none(string text, string tokens) =>
        Assert.Equal(tokens, TokensOf(text));

    [Fact]
    public void Words_outside_of_the_vocabulary_are_unknown_and_keep_their_case()
    {
        var tokenizer = new WordTokenizer(Vocabulary.OfWords("the cat"));

        int[] tokens = tokenizer.EncodeText("The Dog <unk>", out int unknown);

        Assert.Equal("<bos> <maj> the <maj> <unk> <unk> <eos>", string.Join(' ', tokens.Select(token => tokenizer.Vocabulary[token])));
        Assert.Equal(2, unknown);
    }

    [Fact]
    public void A_text_cannot_write_special_tokens() =>
        Assert.Equal("<|<join>|eos|<join>|>|<|<join>|maj|<join>|>", TokensOf("<eos> <maj>"));

    [Fact]
    public void Tokens_tell_where_they_are_in_the_text()
    {
        var tokenizer = new WordTokenizer(Vocabulary.OfWords("Oh, 5th"));

        var tokens = tokenizer.EncodeToTokens("Oh, 5th", out _);

        Assert.Equal([0..0, 0..2, 2..3, 4..5, 5..5, 5..7], tokens.Select(token => token.Offset));
    }

    [Fact]
    public void No_more_tokens_than_wanted_are_made()
    {
        var tokenizer = new WordTokenizer(Vocabulary.OfWords("one two three"));

        Assert.Equal(2, tokenizer.EncodeToIds("one two three", maxTokenCount: 2, out _, out int consumed).Count);
        Assert.Equal(7, consumed);
    }

    [Fact]
    public void A_vocabulary_without_marks_is_refused() =>
        Assert.Throws<ArgumentException>("vocabulary", () => new WordTokenizer(new Vocabulary(["<unk>", "<bos>", "<eos>", "the"])));

    private static string TokensOf(string text)
    {
        Vocabulary vocabulary = Vocabulary.OfWords(text);
        return string.Join('|', new WordTokenizer(vocabulary).EncodeToIds(text).Select(token => vocabulary[token]));
    }
}
