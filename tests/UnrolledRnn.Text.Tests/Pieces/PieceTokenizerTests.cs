using Microsoft.ML.Tokenizers;

namespace UnrolledRnn.Text.Tests;

public class PieceTokenizerTests
{
    public static TheoryData<string> Models => PieceFixtures.Names;

    [Theory]
    [MemberData(nameof(Models))]
    public void Texts_have_the_tokens_that_SentencePiece_gives_them(string model)
    {
        PieceTokenizer tokenizer = PieceFixtures.Tokenizer(model);

        Assert.All(PieceFixtures.Encoded(model), one => Assert.Equal(one.Tokens, tokenizer.EncodeToIds(one.Text)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Tokens_end_where_those_of_SentencePiece_do(string model)
    {
        PieceTokenizer tokenizer = PieceFixtures.Tokenizer(model);

        Assert.All(PieceFixtures.Encoded(model), one =>
        {
            IReadOnlyList<EncodedToken> tokens = tokenizer.EncodeToTokens(one.Text, out _);
            Assert.Equal(one.Tokens, tokens.Select(token => token.Id));
            Assert.Equal(one.Ends, tokens.Select(token => token.Offset.End.Value));
            Assert.Equal(tokens.Skip(1).Select(token => token.Offset.Start), tokens.SkipLast(1).Select(token => token.Offset.End));
        });
    }

    [Fact]
    public void The_numbers_of_a_usual_file_stay() =>
        Assert.Equal(
            ["<unk>", "<bos>", "<eos>", "<ctl>", "<sep>", "the"],
            PieceFixtures.Tokenizer("user").Vocabulary.Tokens.Take(6));

    [Fact]
    public void Special_tokens_come_first_wherever_they_are_in_the_file()
    {
        // 0 <pad>, 1 </s>, 2 the first piece of text, 3 <unk>; no piece begins a text.
        Vocabulary moved = PieceFixtures.Tokenizer("bare").Vocabulary;
        Vocabulary named = PieceFixtures.Tokenizer("begun").Vocabulary;

        Assert.Equal(["<unk>", "<bos>", "<eos>", "<pad>"], moved.Tokens.Take(4));
        Assert.Equal(301, moved.Count);
        Assert.Equal(["<unk>", "<bos>", "<eos>", "<pad>"], named.Tokens.Take(4));
        Assert.Equal(200, named.Count);
        Assert.DoesNotContain("[CLS]", named.Tokens);
    }

    [Theory]
    [InlineData("\ud83d")]
    [InlineData("a\udc00b \ud800\ud83d\ude00")]
    public void Half_of_a_surrogate_pair_is_a_replacement_character(string text)
    {
        PieceTokenizer tokenizer = PieceFixtures.Tokenizer("bytes");
        string replaced = string.Concat(text.EnumerateRunes());

        Assert.Equal(tokenizer.EncodeToIds(replaced), tokenizer.EncodeToIds(text));
        Assert.Equal(tokenizer.EncodeToTokens(replaced, out _), tokenizer.EncodeToTokens(text, out _));
    }

    [Fact]
    public void A_text_is_cut_behind_as_many_tokens_as_wanted()
    {
        Tokenizer tokenizer = PieceFixtures.Tokenizer("bytes");
        string text = "  the heron  漢 stood";
        IReadOnlyList<EncodedToken> all = tokenizer.EncodeToTokens(text, out _);

        for (int count = 1; count <= all.Count; count++)
        {
            IReadOnlyList<int> tokens = tokenizer.EncodeToIds(text, count, out _, out int consumed);
            Assert.Equal(all.Take(count).Select(token => token.Id), tokens);
            Assert.Equal(count == all.Count ? text.Length : all[count - 1].Offset.End.Value, consumed);
        }
    }

    [Fact]
    public void Unknown_characters_beside_each_other_are_one_token_that_is_counted()
    {
        int[] tokens = PieceFixtures.Tokenizer("bare").EncodeText("漢字the漢", out int unknown);

        Assert.Equal(2, unknown);
        Assert.Equal(Vocabulary.Unknown, tokens[1]);
        Assert.Equal([Vocabulary.Unknown, Vocabulary.EndOfText], tokens[^2..]);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_tokenizer_travels_in_a_model_file(string model)
    {
        var texts = new Dictionary<string, string>();
        TextTokenizers.AddTo(texts, PieceFixtures.Tokenizer(model));

        VocabularyTokenizer read = TextTokenizers.From(texts);

        Assert.IsType<PieceTokenizer>(read);
        Assert.Equal("sentencepiece", texts[TextTokenizers.KindKey]);
        Assert.All(PieceFixtures.Encoded(model), one => Assert.Equal(one.Tokens, read.EncodeToIds(one.Text)));
    }

    [Fact]
    public void The_file_of_an_earlier_tokenizer_does_not_stay()
    {
        var texts = new Dictionary<string, string>();
        TextTokenizers.AddTo(texts, PieceFixtures.Tokenizer("user"));

        TextTokenizers.AddTo(texts, new CharacterTokenizer(Vocabulary.OfCharacters("abc")));

        Assert.Equal([TextTokenizers.VocabularyKey], texts.Keys);
    }

    [Theory]
    [InlineData(null, "found none")]
    [InlineData("?", "base-64")]
    [InlineData("", "unknown")]
    public void Texts_of_a_model_file_without_a_tokenizers_file_are_refused(string? file, string message)
    {
        var texts = new Dictionary<string, string>();
        TextTokenizers.AddTo(texts, PieceFixtures.Tokenizer("user"));
        texts.Remove("unrolled_rnn.sentencepiece");
        if (file is not null)
        {
            texts["unrolled_rnn.sentencepiece"] = file;
        }

        FormatException refusal = Assert.Throws<FormatException>(() => TextTokenizers.From(texts));

        Assert.Contains(message, refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_vocabulary_of_other_pieces_is_refused()
    {
        var texts = new Dictionary<string, string>();
        TextTokenizers.AddTo(texts, PieceFixtures.Tokenizer("user"));
        texts[TextTokenizers.VocabularyKey] = PieceFixtures.Tokenizer("bare").Vocabulary.ToJson();

        Assert.Throws<FormatException>(() => TextTokenizers.From(texts));
    }
}
