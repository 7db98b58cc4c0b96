using System.Buffers;

namespace UnrolledRnn.Text.Tests;

public class PieceDecodingTests
{
    public static TheoryData<string> Models => PieceFixtures.Names;

    [Theory]
    [MemberData(nameof(Models))]
    public void Tokens_of_texts_become_what_SentencePiece_makes_of_them(string model)
    {
        PieceTokenizer tokenizer = PieceFixtures.Tokenizer(model);

        Assert.All(PieceFixtures.Encoded(model), one => Assert.Equal(one.Decoded, tokenizer.Decode(one.Tokens)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Any_tokens_become_what_SentencePiece_makes_of_them(string model)
    {
        PieceTokenizer tokenizer = PieceFixtures.Tokenizer(model);

        Assert.All(PieceFixtures.Decoded(model), one =>
        {
            char[] text = new char[one.Text.Length];
            Assert.Equal(one.Text, tokenizer.Decode(one.Tokens));
            Assert.Equal(OperationStatus.Done, tokenizer.Decode(one.Tokens, text, out int consumed, out int written));
            Assert.Equal((one.Tokens.Length, one.Text), (consumed, new string(text, 0, written)));
        });
    }

    [Fact]
    public void A_character_in_several_bytes_is_written_when_it_is_whole()
    {
        PieceTokenizer tokenizer = PieceFixtures.Tokenizer("bytes");
        TokenDecoder decoder = tokenizer.CreateDecoder();
        int[] bytes = [.. tokenizer.EncodeToIds("漢").Skip(1)];

        Assert.Equal(["", "", "漢"], bytes.Select(decoder.Append));
        Assert.Equal(["", ""], bytes.Take(2).Select(decoder.Append));
        Assert.Equal("\ufffd\ufffd the", decoder.Append(tokenizer.Vocabulary.NumberOf("▁the")));
        Assert.Equal("", decoder.Append(bytes[0]));
        Assert.Equal("\ufffd", decoder.Flush());
        Assert.Equal("", decoder.Flush());
    }

    [Theory]
    [InlineData("user", "", "the mill")]
    [InlineData("user", "once", " the mill")]
    [InlineData("user", "once ", "the mill")]
    [InlineData("spaces", "", "the mill")]
    [InlineData("spaces", "once", " the mill")]
    [InlineData("spaces", "once ", " the mill")]
    [InlineData("suffix", "", "the mill")]
    [InlineData("suffix", "once", " the mill")]
    [InlineData("suffix", "once ", "the mill")]
    [InlineData("bare", "once", "the mill")]
    public void A_text_goes_on_behind_a_prompt(string model, string prompt, string continuation)
    {
        PieceTokenizer tokenizer = PieceFixtures.Tokenizer(model);
        TokenDecoder decoder = tokenizer.CreateDecoder(prompt);

        Assert.Equal(continuation, string.Concat(tokenizer.EncodeToIds("the mill").Select(decoder.Append)));
    }

    [Fact]
    public void The_space_behind_a_word_comes_before_the_next_one()
    {
        PieceTokenizer tokenizer = PieceFixtures.Tokenizer("suffix");
        TokenDecoder decoder = tokenizer.CreateDecoder();
        int the = tokenizer.Vocabulary.NumberOf("the▁");

        Assert.Equal("the", decoder.Append(the));
        Assert.Equal("", decoder.Append(Vocabulary.EndOfText));
        Assert.Equal(" the", decoder.Append(the));
        Assert.Equal(" ", decoder.Flush());
        Assert.Equal("", decoder.Flush());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10_000)]
    public void A_token_that_is_not_there_is_refused(int token)
    {
        PieceTokenizer tokenizer = PieceFixtures.Tokenizer("user");

        Assert.Throws<ArgumentOutOfRangeException>(nameof(token), () => tokenizer.CreateDecoder().Append(token));
        Assert.Throws<ArgumentOutOfRangeException>(nameof(token), () => tokenizer.Decode([token]));
        Assert.Equal(OperationStatus.InvalidData, tokenizer.Decode([token], new char[9], out int consumed, out int written));
        Assert.Equal((0, 0), (consumed, written));
    }

    [Fact]
    public void What_has_no_room_is_not_written()
    {
        PieceTokenizer tokenizer = PieceFixtures.Tokenizer("user");
        int the = tokenizer.Vocabulary.NumberOf("the");

        Assert.Equal(
            OperationStatus.DestinationTooSmall, tokenizer.Decode([the, the], new char[5], out int consumed, out int written));
        Assert.Equal((1, 3), (consumed, written));
    }
}
