using Microsoft.ML.Tokenizers;

namespace UnrolledRnn.Text.Tests;

public class TextTokenizersTests
{
    private const string Text = "The cat's \"hat\", 42.\n";

    [Fact]
    public void A_tokenizer_of_characters_comes_back_and_its_texts_are_those_of_older_files()
    {
        var tokenizer = new CharacterTokenizer(Vocabulary.OfCharacters(Text));
        var texts = new Dictionary<string, string>();

        TextTokenizers.AddTo(texts, tokenizer);

        Assert.Equal(["unrolled_rnn.vocabulary"], texts.Keys);
        Assert.IsType<CharacterTokenizer>(TextTokenizers.From(texts));
        Assert.Equal(tokenizer.EncodeToIds(Text), TextTokenizers.From(texts).EncodeToIds(Text));
    }

    [Fact]
    public void A_tokenizer_of_words_comes_back()
    {
        var tokenizer = new WordTokenizer(Vocabulary.OfWords(Text));
        var texts = new Dictionary<string, string>();

        TextTokenizers.AddTo(texts, tokenizer);

        Assert.IsType<WordTokenizer>(TextTokenizers.From(texts));
        Assert.Equal(Text, TextTokenizers.From(texts).Decode(tokenizer.EncodeToIds(Text)));
    }

    [Fact]
    public void The_kind_of_an_earlier_tokenizer_does_not_stay()
    {
        var texts = new Dictionary<string, string>();
        TextTokenizers.AddTo(texts, new WordTokenizer(Vocabulary.OfWords(Text)));

        TextTokenizers.AddTo(texts, new CharacterTokenizer(Vocabulary.OfCharacters(Text)));

        Assert.IsType<CharacterTokenizer>(TextTokenizers.From(texts));
    }

    [Theory]
    [InlineData("morphemes", "[\"<unk>\",\"<bos>\",\"<eos>\"]", "'morphemes'")]
    [InlineData("words", "[\"<unk>\",\"<bos>\",\"<eos>\"]", "<maj>")]
    [InlineData("words", "[1]", "Not a vocabulary")]
    [InlineData("characters", "[\"<unk>\",\"<bos>\",\"<eos>\",\"th\"]", "'th'")]
    public void What_is_no_tokenizer_is_refused(string kind, string vocabulary, string message)
    {
        var texts = new Dictionary<string, string> { ["unrolled_rnn.tokens"] = kind, ["unrolled_rnn.vocabulary"] = vocabulary };

        FormatException refusal = Assert.Throws<FormatException>(() => TextTokenizers.From(texts));

        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_without_a_vocabulary_are_refused() =>
        Assert.Throws<FormatException>(() => TextTokenizers.From(new Dictionary<string, string>()));

    [Fact]
    public void A_tokenizer_of_ones_own_has_no_place_in_a_file() =>
        Assert.Throws<ArgumentException>("tokenizer", () => TextTokenizers.AddTo(new Dictionary<string, string>(), new OwnTokenizer()));

    private sealed class OwnTokenizer() : VocabularyTokenizer(Vocabulary.OfCharacters("a"))
    {
        public override System.Buffers.OperationStatus Decode(
            IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten) => throw new NotSupportedException();

        protected override EncodeResults<EncodedToken> EncodeToTokens(
            string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings) => throw new NotSupportedException();
    }
}
