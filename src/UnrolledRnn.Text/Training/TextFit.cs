using UnrolledRnn.Training;

namespace UnrolledRnn.Text;

/// <summary>One line for a language model of characters, beside those of <see cref="Fit"/>.</summary>
public static class TextFit
{
    /// <summary>The key of the vocabulary among the texts of a model file.</summary>
    public const string VocabularyKey = "unrolled_rnn.vocabulary";

    /// <summary>
    /// Trains a network to write like a text, character by character. The vocabulary is that of the part to train on, the most frequent
    /// characters where there are more than the network has inputs, and travels with the model; other characters are no targets.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="options">How to train; null for the usual settings. The last part of the text validates.</param>
    /// <param name="network">The network to train on; null for a new one.</param>
    /// <returns>The network, its vocabulary among the texts, and what came of the training, the perplexity as its metric.</returns>
    /// <inheritdoc cref="Trainer{TNetwork}.Fit(VectorDataset, FitOptions)" path="/exception"/>
    public static FittedModel<TNetwork> LanguageModel<TNetwork>(string text, TaskOptions? options = null, TNetwork? network = null)
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= new TaskOptions();
        int known = (int)Math.Round(text.Length * (1.0 - options.ValidationShare));
        var vocabulary = Vocabulary.OfCharacters(text[..known], VocabularyOrder.Frequency, TNetwork.Shape.InputSize);
        int[] tokens = new CharacterTokenizer(vocabulary).EncodeText(text, out _);
        options = options with { Texts = new Dictionary<string, string>(options.Texts) { [VocabularyKey] = vocabulary.ToJson() } };
        return Fit.LanguageModel(tokens, Vocabulary.Unknown, options, network);
    }

    /// <summary>The tokenizer of a model of characters.</summary>
    /// <param name="model">A model that was trained, or loaded.</param>
    /// <exception cref="ArgumentException">It has no vocabulary.</exception>
    /// <exception cref="FormatException">The vocabulary cannot be read.</exception>
    public static CharacterTokenizer TokenizerOf<TNetwork>(FittedModel<TNetwork> model)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Texts.TryGetValue(VocabularyKey, out string? json)
            ? new CharacterTokenizer(Vocabulary.FromJson(json))
            : throw new ArgumentException($"Expected a model with a text '{VocabularyKey}', got none.", nameof(model));
    }
}
