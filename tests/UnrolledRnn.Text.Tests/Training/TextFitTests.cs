using UnrolledRnn.Training;

namespace UnrolledRnn.Text.Tests;

public class TextFitTests
{
    private static readonly TaskOptions s_options = new() { Epochs = 12, LearningRate = 0.03f, BatchSize = 4 };
    private static readonly string s_text = string.Concat(Enumerable.Repeat("The cat sat. ", 120));

    [Fact]
    public void A_model_of_words_writes_like_its_text_from_its_file_alone()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            TextFit.LanguageModel<ManyTokens>(s_text, s_options, tokens: TextTokens.Words()).Save(path);

            FittedModel<ManyTokens> model = FittedModel.Load<ManyTokens>(path);

            var generator = new TextGenerator<ManyTokens>(model.Network, TextFit.TokenizerOf(model));
            Assert.Equal(" sat. The cat sat.", string.Concat(generator.Generate("The cat", 7, new GreedySampler())));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Without_a_choice_tokens_are_characters() =>
        Assert.IsType<CharacterTokenizer>(TextFit.TokenizerOf(TextFit.LanguageModel<ManyTokens>(s_text, s_options with { Epochs = 1 })));

    [Fact]
    public void A_vocabulary_of_words_is_no_larger_than_the_network()
    {
        string text = string.Join(' ', Enumerable.Range(0, 400).Select(i => $"{(char)('a' + (i % 26))}w"));

        FittedModel<ManyTokens> model = TextFit.LanguageModel<ManyTokens>(text, s_options with { Epochs = 1 }, tokens: TextTokens.Words());

        Assert.Equal(ManyTokens.InputSize, TextFit.TokenizerOf(model).Vocabulary.Count);
    }

    [Fact]
    public void A_given_tokenizer_is_taken_as_it_is()
    {
        var tokenizer = new WordTokenizer(Vocabulary.OfWords("the cat dog ."));

        FittedModel<ManyTokens> model =
            TextFit.LanguageModel<ManyTokens>(s_text, s_options with { Epochs = 1 }, tokens: TextTokens.Of(tokenizer));

        Assert.Equal(tokenizer.Vocabulary.Tokens, TextFit.TokenizerOf(model).Vocabulary.Tokens);
    }

    [Fact]
    public void A_tokenizer_with_more_tokens_than_the_network_is_refused()
    {
        var tokenizer = new CharacterTokenizer(Vocabulary.OfCharacters("abcdefghijklmnopqrstuvwxyz"));

        ArgumentException refusal = Assert.Throws<ArgumentException>(
            () => TextFit.LanguageModel<ManyTokens>(s_text, tokens: TextTokens.Of(tokenizer)));

        Assert.Contains("at most 16 tokens", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, 1)]
    [InlineData(100, 0)]
    public void Words_without_room_are_refused_at_once(int vocabularySize, int minCount) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TextTokens.Words(vocabularySize, minCount));
}
