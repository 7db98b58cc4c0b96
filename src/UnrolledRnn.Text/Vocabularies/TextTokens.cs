namespace UnrolledRnn.Text;

/// <summary>What the tokens of a language model are, before there is a text to take them from.</summary>
public abstract class TextTokens
{
    private TextTokens()
    {
    }

    /// <summary>The characters of the text, the most frequent ones where there is no room for all.</summary>
    public static TextTokens Characters { get; } = new CharactersOfText();

    /// <summary>Its words and signs, as <see cref="WordTokenizer"/> has them.</summary>
    /// <param name="vocabularySize">The most tokens, special ones included; fewer where the network has no room for them.</param>
    /// <param name="minCount">How often a word must be in the text; with 1, the model never reads an unknown word while it learns.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too low.</exception>
    public static TextTokens Words(int vocabularySize = int.MaxValue, int minCount = 2)
    {
        WordTokenizer.CreateVocabularyBuilder().CheckSizes(vocabularySize, minCount);
        return new WordsOfText(vocabularySize, minCount);
    }

    /// <summary>Parts of its words, as <see cref="SubwordTrainer"/> learns them.</summary>
    /// <param name="vocabularySize">The most tokens, special ones included; fewer where the network has no room for them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no room for the 256 bytes.</exception>
    public static TextTokens Subwords(int vocabularySize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabularySize, SubwordTrainer.FewestTokens);
        return new SubwordsOfText(vocabularySize);
    }

    /// <summary>Those of a tokenizer, whatever the text.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    public static TextTokens Of(VocabularyTokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return new Given(tokenizer);
    }

    /// <summary>Makes the tokenizer.</summary>
    /// <param name="text">The text to take the vocabulary from.</param>
    /// <param name="maxCount">The most tokens that a network has room for.</param>
    /// <exception cref="ArgumentException">There is no room for the tokens.</exception>
    public VocabularyTokenizer CreateTokenizer(string text, int maxCount)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Create(text, maxCount);
    }

    private protected abstract VocabularyTokenizer Create(string text, int maxCount);

    private sealed class CharactersOfText : TextTokens
    {
        private protected override VocabularyTokenizer Create(string text, int maxCount) =>
            new CharacterTokenizer(Vocabulary.OfCharacters(text, VocabularyOrder.Frequency, maxCount));
    }

    private sealed class WordsOfText(int vocabularySize, int minCount) : TextTokens
    {
        private protected override VocabularyTokenizer Create(string text, int maxCount) =>
            new WordTokenizer(Vocabulary.OfWords(text, Math.Min(vocabularySize, maxCount), minCount));
    }

    private sealed class SubwordsOfText(int vocabularySize) : TextTokens
    {
        private protected override VocabularyTokenizer Create(string text, int maxCount)
        {
            if (maxCount < SubwordTrainer.FewestTokens)
            {
                throw new ArgumentException(
                    $"Expected a network with room for {SubwordTrainer.FewestTokens} tokens, with which subwords begin, got {maxCount}.",
                    nameof(maxCount));
            }

            var trainer = new SubwordTrainer();
            trainer.Add(text);
            return trainer.Train(Math.Min(vocabularySize, maxCount));
        }
    }

    private sealed class Given(VocabularyTokenizer tokenizer) : TextTokens
    {
        private protected override VocabularyTokenizer Create(string text, int maxCount) => tokenizer.Vocabulary.Count <= maxCount
            ? tokenizer
            : throw new ArgumentException(
                $"Expected a tokenizer of at most {maxCount} tokens, which the network has room for, got {tokenizer.Vocabulary.Count}.",
                nameof(maxCount));
    }
}
