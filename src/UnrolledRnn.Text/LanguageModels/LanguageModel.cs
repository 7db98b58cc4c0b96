using System.Runtime.CompilerServices;
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
        return Of(network, texts, path);
    }

    /// <summary>Reads a model from a stream, such as a resource of an assembly.</summary>
    /// <typeparam name="TNetwork">The class of what is read.</typeparam>
    /// <param name="stream">The stream, from where it stands to the end of the model; it stays open.</param>
    /// <exception cref="ModelFormatException">The model is damaged, of another network or without a vocabulary that fits it.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static LanguageModel Load<TNetwork>(Stream stream)
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        TNetwork network = ModelFile.Load<TNetwork>(stream, out IReadOnlyDictionary<string, string> texts);
        return Of(network, texts, "the stream");
    }

    private static LanguageModel Of<TNetwork>(TNetwork network, IReadOnlyDictionary<string, string> texts, string path)
        where TNetwork : class, ITokenNetwork<TNetwork>
    {
        try
        {
            return Of(network, TextTokenizers.From(texts));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new ModelFormatException(path, $"it has no tokens that fit the network: {exception.Message}", exception);
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

    /// <summary>The state that <see cref="TextState.ToBytes"/> has saved, bit for bit.</summary>
    /// <param name="saved">The bytes.</param>
    /// <exception cref="FormatException">
    /// They are damaged, of a later version, or the state of another network, of other parameters or of another vocabulary.
    /// </exception>
    public TextState Resume(ReadOnlySpan<byte> saved) => SavedText.Read(this, saved);

    /// <summary>The likeliest continuation of a text, token by token.</summary>
    /// <param name="text">The text, such as a question.</param>
    /// <param name="count">The most tokens to generate; at least 0.</param>
    /// <returns>The continuation, without the text.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">A largest logit is NaN or infinite.</exception>
    public string WhatNext(string text, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return string.Concat(Generate(text, new GenerationOptions { MaxTokens = count, Sampling = SamplingOptions.Greedy }));
    }

    /// <summary>Continues a prompt, piece by piece; each enumeration begins anew.</summary>
    /// <param name="prompt">What the text begins with; may be empty. It is not among the pieces.</param>
    /// <param name="options">How; null for the usual settings.</param>
    /// <inheritdoc cref="TextState.Generate" path="/exception"/>
    public IEnumerable<string> Generate(string prompt, GenerationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return Continue();

        IEnumerable<string> Continue()
        {
            foreach (string piece in State(prompt).Generate(options))
            {
                yield return piece;
            }
        }
    }

    /// <summary>Continues a prompt for a loop that awaits; see <see cref="TextState.GenerateAsync"/>.</summary>
    /// <param name="prompt">What the text begins with; may be empty. It is not among the pieces.</param>
    /// <param name="options">How; null for the usual settings.</param>
    /// <param name="cancellation">Stops between two tokens.</param>
    /// <inheritdoc cref="TextState.GenerateAsync" path="/exception"/>
    public IAsyncEnumerable<string> GenerateAsync(
        string prompt, GenerationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return Continue(cancellation);

        async IAsyncEnumerable<string> Continue([EnumeratorCancellation] CancellationToken stop)
        {
            await Task.Yield();
            var state = new TextState(this);
            await state.ReadAsync(prompt, stop).ConfigureAwait(true);
            await foreach (string piece in state.GenerateAsync(options, stop).ConfigureAwait(true))
            {
                yield return piece;
            }
        }
    }

    /// <summary>The likeliest texts that continue a prompt, the best first; see <see cref="TextState.BeamSearch"/>.</summary>
    /// <param name="prompt">What the text begins with; may be empty. It is not part of the continuations.</param>
    /// <param name="options">How; null for the usual settings.</param>
    /// <inheritdoc cref="TextState.BeamSearch" path="/exception"/>
    public IReadOnlyList<TextBeam> BeamSearch(string prompt, BeamSearchOptions? options = null) => State(prompt).BeamSearch(options);

    /// <summary>How likely a text is behind a prompt.</summary>
    /// <param name="text">The text; its end is not asked for.</param>
    /// <param name="prompt">What comes before it; may be empty.</param>
    /// <param name="cache">A cache of the states of prompt and text that becomes part of the probabilities; null for none.</param>
    /// <exception cref="InvalidOperationException">A largest logit is NaN or infinite.</exception>
    /// <exception cref="ArgumentException">The network has no recurrent layer, and there is a cache.</exception>
    public TextScore Score(string text, string prompt = "", NeuralCache? cache = null)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        var state = new TextState(this) { Cache = cache };
        state.Read(prompt);
        return state.Score(text);
    }
}
