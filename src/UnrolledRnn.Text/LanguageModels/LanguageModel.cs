using UnrolledRnn.Serialization;

namespace UnrolledRnn.Text;

/// <summary>
/// A network and its tokenizer: continues texts, and says how likely they are. It does not change, and any number of threads may use it,
/// each with a <see cref="TextState"/> of its own.
/// </summary>
public sealed class LanguageModel
{
    private LanguageModel(ITokenSteps network, VocabularyTokenizer tokenizer)
    {
        Network = network;
        Tokenizer = tokenizer;
    }

    /// <summary>Turns texts into tokens.</summary>
    public VocabularyTokenizer Tokenizer { get; }

    /// <summary>The tokens.</summary>
    public Vocabulary Vocabulary => Tokenizer.Vocabulary;

    /// <summary>The sizes of the network.</summary>
    public NetworkShape Shape => Network.Shape;

    /// <summary>The network.</summary>
    internal ITokenSteps Network { get; }

    /// <summary>A model of a network and its tokenizer.</summary>
    /// <typeparam name="TNetwork">A generated class whose inputs and outputs are the vocabulary.</typeparam>
    /// <param name="network">The network; what is written into its parameters later counts.</param>
    /// <param name="tokenizer">Its vocabulary has no more tokens than the network has inputs.</param>
    /// <exception cref="ArgumentException">
    /// The network's inputs and outputs differ in number, or the vocabulary does not fit them.
    /// </exception>
    public static LanguageModel Of<TNetwork>(TNetwork network, VocabularyTokenizer tokenizer)
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        VocabularyFit.CheckNetwork(network);
        VocabularyFit.CheckTokenizer<TNetwork>(tokenizer);
        return new LanguageModel(new TokenSteps<TNetwork>(network), tokenizer);
    }

    /// <summary>Reads a model that <see cref="TextFit"/> or the command line has trained.</summary>
    /// <typeparam name="TNetwork">The class of the file.</typeparam>
    /// <param name="path">The file, with the vocabulary among its texts.</param>
    /// <exception cref="ModelFormatException">The file is damaged, or holds another network or no vocabulary that fits it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or reading it is not allowed.</exception>
    public static LanguageModel Load<TNetwork>(string path)
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        TNetwork network = ModelFile.Load<TNetwork>(path, out IReadOnlyDictionary<string, string> texts);
        if (!texts.TryGetValue(TextFit.VocabularyKey, out string? json))
        {
            throw new ModelFormatException(path, $"expected a text '{TextFit.VocabularyKey}', found none; it is no language model.");
        }

        try
        {
            return Of(network, new CharacterTokenizer(Vocabulary.FromJson(json)));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new ModelFormatException(path, $"'{TextFit.VocabularyKey}' does not fit the network: {exception.Message}", exception);
        }
    }

    /// <summary>Where a text stands that begins with a prompt.</summary>
    /// <param name="prompt">What has been read; may be empty.</param>
    public TextState State(string prompt = "")
    {
        ArgumentNullException.ThrowIfNull(prompt);
        var state = new TextState(this);
        state.Read(prompt);
        return state;
    }

    /// <summary>How likely a text is behind a prompt.</summary>
    /// <param name="text">The text; its end is not asked for.</param>
    /// <param name="prompt">What comes before it; may be empty.</param>
    /// <exception cref="InvalidOperationException">A largest logit is NaN or infinite.</exception>
    public TextScore Score(string text, string prompt = "") => State(prompt).Score(text);
}
