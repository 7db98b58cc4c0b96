using System.Buffers;
using Microsoft.ML.Tokenizers;

namespace UnrolledRnn.Text.Tests;

public class CharacterDecodingTests
{
    // <unk> <bos> <eos> a b 😀
    private static readonly Tokenizer s_tokenizer = new CharacterTokenizer(Vocabulary.OfCharacters("ab😀"));

    [Theory]
    [InlineData("")]
    [InlineData("The river did not answer.")]
    [InlineData("\"a\"\r\n\t(b) \0 \u2028")]
    [InlineData("日本語 e\u0301 👩\u200d🔬😀")]
    public void Decoding_gives_back_an_encoded_text(string text)
    {
        Tokenizer tokenizer = new CharacterTokenizer(Vocabulary.OfCharacters(text + "!"));

        Assert.Equal(text, tokenizer.Decode(tokenizer.EncodeToIds(text)));
    }

    [Fact]
    public void A_long_text_comes_back_whole()
    {
        string text = string.Concat(Enumerable.Repeat("a😀b", 5000));

        Assert.Equal(text, s_tokenizer.Decode(s_tokenizer.EncodeToIds(text)));
    }

    [Fact]
    public void Special_tokens_are_left_out() =>
        Assert.Equal("ab", s_tokenizer.Decode([Vocabulary.BeginOfText, 3, Vocabulary.Unknown, 4, Vocabulary.EndOfText]));

    [Fact]
    public void A_destination_of_the_right_size_is_filled()
    {
        char[] destination = new char[4];

        OperationStatus status = s_tokenizer.Decode([3, 5, 4], destination, out int idsConsumed, out int charsWritten);

        Assert.Equal(OperationStatus.Done, status);
        Assert.Equal((3, 4), (idsConsumed, charsWritten));
        Assert.Equal("a😀b", new string(destination));
    }

    [Fact]
    public void A_destination_that_is_too_small_takes_whole_characters_only()
    {
        char[] destination = ['.', '.'];

        OperationStatus status = s_tokenizer.Decode([3, 5, 4], destination, out int idsConsumed, out int charsWritten);

        Assert.Equal(OperationStatus.DestinationTooSmall, status);
        Assert.Equal((1, 1), (idsConsumed, charsWritten));
        Assert.Equal('a', destination[0]);
    }

    [Fact]
    public void Special_tokens_need_no_room()
    {
        OperationStatus status = s_tokenizer.Decode([Vocabulary.BeginOfText, Vocabulary.EndOfText], [], out int idsConsumed, out _);

        Assert.Equal(OperationStatus.Done, status);
        Assert.Equal(2, idsConsumed);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(6)]
    public void A_number_without_a_token_is_invalid(int id)
    {
        char[] destination = new char[8];

        OperationStatus status = s_tokenizer.Decode([3, id, 4], destination, out int idsConsumed, out int charsWritten);

        Assert.Equal(OperationStatus.InvalidData, status);
        Assert.Equal((1, 1), (idsConsumed, charsWritten));
    }

    [Fact]
    public void A_vocabulary_with_a_token_of_two_characters_is_refused()
    {
        var vocabulary = new Vocabulary(["<unk>", "<bos>", "<eos>", "a", "th"]);

        ArgumentException refusal = Assert.Throws<ArgumentException>(() => new CharacterTokenizer(vocabulary));

        Assert.Contains("Token 4, 'th'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vocabulary_with_half_of_a_surrogate_pair_is_refused() =>
        Assert.Throws<ArgumentException>(() => new CharacterTokenizer(new Vocabulary(["<unk>", "<bos>", "<eos>", "\ud83d"])));
}
