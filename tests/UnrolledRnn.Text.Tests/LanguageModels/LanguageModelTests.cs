using UnrolledRnn.Serialization;

namespace UnrolledRnn.Text.Tests;

public class LanguageModelTests
{
    [Fact]
    public void The_likeliest_continuation_is_that_of_stepping_by_hand()
    {
        LanguageModel model = LetterModel.Create(out EightTokens network);

        int[] expected = new HandStepping<EightTokens>(network, 4, 3, 6).Continue(30, model.Vocabulary.Count);
        Assert.Equal(string.Concat(expected.Select(token => model.Vocabulary[token])), model.WhatNext("bad", 30));
    }

    [Fact]
    public void Drawn_texts_are_those_of_the_text_generator()
    {
        LanguageModel model = LetterModel.Create(out EightTokens network);
        var options = new GenerationOptions { MaxTokens = 50, Sampling = new SamplingOptions { Temperature = 0.9f, Seed = 4 } };
        var generator = new TextGenerator<EightTokens>(network, model.Tokenizer);

        Assert.Equal(generator.Generate("cab", 50, new TemperatureSampler(0.9f, seed: 4)), model.Generate("cab", options));
    }

    [Fact]
    public void Every_enumeration_begins_anew()
    {
        IEnumerable<string> pieces = LetterModel.Create().Generate("ab", new GenerationOptions { MaxTokens = 20 });

        Assert.Equal(pieces.ToArray(), pieces.ToArray());
    }

    [Fact]
    public void A_saved_model_is_a_file_and_its_class()
    {
        string path = Path.GetTempFileName();
        try
        {
            LanguageModel model = LetterModel.Create(out EightTokens network);
            network.Save(path, new Dictionary<string, string> { [TextTokenizers.VocabularyKey] = model.Vocabulary.ToJson() });

            Assert.Equal(model.WhatNext("dad", 40), LanguageModel.Load<EightTokens>(path).WhatNext("dad", 40));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(null, "found none")]
    [InlineData("[]", "Not a vocabulary")]
    [InlineData("""["<unk>","<bos>","<eos>","1","2","3","4","5","6"]""", "9 tokens")]
    public void A_file_without_a_vocabulary_that_fits_is_refused(string? vocabulary, string message)
    {
        string path = Path.GetTempFileName();
        try
        {
            new EightTokens(seed: 1).Save(
                path, vocabulary is null ? null : new Dictionary<string, string> { [TextTokenizers.VocabularyKey] = vocabulary });

            ModelFormatException refusal = Assert.Throws<ModelFormatException>(() => LanguageModel.Load<EightTokens>(path));
            Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_network_whose_outputs_are_not_its_inputs_is_refused() =>
        Assert.Throws<ArgumentException>(
            "network", () => LanguageModel.Of(new EightToSix(), new CharacterTokenizer(Vocabulary.OfCharacters("a"))));

    [Fact]
    public void A_vocabulary_larger_than_the_network_is_refused() =>
        Assert.Throws<ArgumentException>(
            "tokenizer", () => LanguageModel.Of(new EightTokens(seed: 1), new CharacterTokenizer(Vocabulary.OfCharacters("abcdef"))));

    [Fact]
    public void Fewer_than_no_tokens_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("count", () => LetterModel.Create().WhatNext("a", -1));
        Assert.Throws<ArgumentOutOfRangeException>("MaxTokens", () => new GenerationOptions { MaxTokens = -1 });
    }
}
