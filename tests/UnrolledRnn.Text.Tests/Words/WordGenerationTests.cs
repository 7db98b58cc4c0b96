namespace UnrolledRnn.Text.Tests;

public class WordGenerationTests
{
    // <unk> <bos> <eos> <maj> <up> <join> the ,
    private static readonly WordTokenizer s_tokenizer = new(Vocabulary.OfWords("the the , "));

    [Theory]
    [InlineData("", new[] { 3, 6, 7, 6 }, "The|,| the")]
    [InlineData("the", new[] { 6, 4, 6, 7 }, " the| THE|,")]
    [InlineData("the ", new[] { 6, 6 }, "the| the")]
    [InlineData("the (", new[] { 6, 6 }, "the| the")]
    [InlineData("the\n", new[] { 3, 6 }, "The")]
    [InlineData("the", new[] { 5, 6, 3 }, "the")]
    public void Words_are_generated_with_their_spaces_and_capitals(string prompt, int[] tokens, string pieces)
    {
        var generator = new TextGenerator<EightTokens>(new EightTokens(seed: 1), s_tokenizer);

        Assert.Equal(pieces.Split('|'), generator.Generate(prompt, tokens.Length, new ScriptedSampler(tokens)));
    }

    [Fact]
    public void A_prompt_of_unknown_words_is_gone_on_with()
    {
        var generator = new TextGenerator<EightTokens>(new EightTokens(seed: 1), s_tokenizer);

        Assert.Equal([" the"], generator.Generate("Zebras (only)", 1, new ScriptedSampler(6)));
    }
}
