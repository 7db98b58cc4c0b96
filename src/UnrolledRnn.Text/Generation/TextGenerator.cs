namespace UnrolledRnn.Text;

/// <summary>Continues a prompt with a language model.</summary>
/// <typeparam name="TNetwork">A generated class whose inputs and outputs are the vocabulary.</typeparam>
public sealed class TextGenerator<TNetwork>
    where TNetwork : class, ITokenNetwork<TNetwork>
{
    private readonly TokenGenerator<TNetwork> _generator;
    private readonly VocabularyTokenizer _tokenizer;

    /// <summary>Creates a generator.</summary>
    /// <param name="network">The network.</param>
    /// <param name="tokenizer">Turns the prompt into tokens; its vocabulary has no more than the network has inputs.</param>
    /// <exception cref="ArgumentException">The vocabulary does not fit the network.</exception>
    public TextGenerator(TNetwork network, VocabularyTokenizer tokenizer)
    {
        VocabularyFit.CheckTokenizer<TNetwork>(tokenizer);
        _generator = new TokenGenerator<TNetwork>(network);
        _tokenizer = tokenizer;
    }

    /// <summary>
    /// Feeds a prompt, then yields tokens as text until <c>&lt;eos&gt;</c> or a number of tokens; the prompt itself is not
    /// among them, and neither are tokens without a text, such as the mark of a capital. Each enumeration begins anew; two at a time would
    /// share the state of one generator.
    /// </summary>
    /// <param name="prompt">What the text begins with; may be empty.</param>
    /// <param name="maxTokens">The most tokens to generate; at least 0.</param>
    /// <param name="sampler">Chooses each token.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxTokens"/> is negative.</exception>
    public IEnumerable<string> Generate(string prompt, int maxTokens, ITokenSampler sampler)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(sampler);
        ArgumentOutOfRangeException.ThrowIfNegative(maxTokens);
        return Continue(prompt, maxTokens, sampler);
    }

    private IEnumerable<string> Continue(string prompt, int maxTokens, ITokenSampler sampler)
    {
        _generator.Reset();
        sampler.Reset();
        foreach (int token in _tokenizer.EncodeToIds(prompt))
        {
            _generator.Feed(token);
            sampler.Accept(token);
        }

        TokenDecoder decoder = _tokenizer.CreateDecoder(prompt);
        for (int i = 0; i < maxTokens; i++)
        {
            int token = _generator.Next(sampler, _tokenizer);
            if (token == Vocabulary.EndOfText)
            {
                break;
            }

            if (decoder.Append(token) is { Length: > 0 } piece)
            {
                yield return piece;
            }
        }

        if (decoder.Flush() is { Length: > 0 } rest)
        {
            yield return rest;
        }
    }
}
