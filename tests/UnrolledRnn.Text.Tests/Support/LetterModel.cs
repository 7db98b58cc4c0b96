namespace UnrolledRnn.Text.Tests;

/// <summary>A language model of five letters whose weights are drawn.</summary>
internal static class LetterModel
{
    /// <summary>The special tokens and a, b, c, d, e.</summary>
    public static Vocabulary Vocabulary { get; } = Vocabulary.OfCharacters("abcde");

    /// <summary>A model that ends texts hardly ever, unless its network is told otherwise.</summary>
    public static LanguageModel Create(out EightTokens network, int seed = 9)
    {
        network = new EightTokens(seed).WithBias(Vocabulary.EndOfText, -100);
        return LanguageModel.Of(network, new CharacterTokenizer(Vocabulary));
    }

    /// <inheritdoc cref="Create(out EightTokens, int)"/>
    public static LanguageModel Create(int seed = 9) => Create(out _, seed);

    /// <summary>Options that choose given letters, and the end for a dot.</summary>
    public static GenerationOptions Scripted(string letters, params string[] stopTexts) => new()
    {
        MaxTokens = letters.Length,
        Sampler = new ScriptedSampler([.. letters.Select(NumberOf)]),
        StopTexts = stopTexts,
    };

    private static int NumberOf(char letter) => letter == '.' ? Vocabulary.EndOfText : Vocabulary.NumberOf($"{letter}");
}
