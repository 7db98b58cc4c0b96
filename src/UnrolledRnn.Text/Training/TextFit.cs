using UnrolledRnn.Training;

namespace UnrolledRnn.Text;

/// <summary>One line for a language model, beside those of <see cref="Fit"/>.</summary>
public static class TextFit
{
    /// <summary>
    /// Trains a network to write like a text. The vocabulary is that of the part to train on, the most frequent tokens where there are more
    /// than the network has inputs, and travels with the model; unknown characters and words are no targets.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="options">How to train; null for the usual settings. The last part of the text validates.</param>
    /// <param name="network">The network to train on; null for a new one.</param>
    /// <param name="tokens">What the tokens are; null for characters.</param>
    /// <returns>The network, its tokenizer among the texts, and what came of the training, the perplexity as its metric.</returns>
    /// <inheritdoc cref="Trainer{TNetwork}.Fit(VectorDataset, FitOptions)" path="/exception"/>
    public static FittedModel<TNetwork> LanguageModel<TNetwork>(
        string text, TaskOptions? options = null, TNetwork? network = null, TextTokens? tokens = null)
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= new TaskOptions();
        int known = (int)Math.Round(text.Length * (1.0 - options.ValidationShare));
        VocabularyTokenizer tokenizer = (tokens ?? TextTokens.Characters).CreateTokenizer(text[..known], TNetwork.Shape.InputSize);
        var texts = new Dictionary<string, string>(options.Texts);
        TextTokenizers.AddTo(texts, tokenizer);
        int[] numbers = tokenizer.EncodeText(text, out _);
        return Fit.LanguageModel(numbers, Vocabulary.Unknown, options with { Texts = texts }, network);
    }

    /// <summary>The tokenizer of a language model.</summary>
    /// <param name="model">A model that was trained, or loaded.</param>
    /// <exception cref="ArgumentException">It has no vocabulary.</exception>
    /// <exception cref="FormatException">The vocabulary cannot be read, or is of a kind that is not known.</exception>
    public static VocabularyTokenizer TokenizerOf<TNetwork>(FittedModel<TNetwork> model)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Texts.ContainsKey(TextTokenizers.VocabularyKey)
            ? TextTokenizers.From(model.Texts)
            : throw new ArgumentException($"Expected a model with a text '{TextTokenizers.VocabularyKey}', got none.", nameof(model));
    }
}
