namespace UnrolledRnn.Text;

/// <summary>
/// Generates tokens one at a time with a network's single step: the prompt goes through first, then each chosen token
/// is the next input. It allocates nothing after construction.
/// </summary>
/// <typeparam name="TNetwork">A generated class whose inputs and outputs are the vocabulary.</typeparam>
public sealed class TokenGenerator<TNetwork>
    where TNetwork : class, ITokenNetwork<TNetwork>
{
    private readonly TNetwork _network;
    private readonly float[] _state;
    private readonly float[] _logits;
    private readonly float[] _scratch;
    private int _last;

    /// <summary>Creates a generator in the state before any text.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="ArgumentException">The network's inputs and outputs differ in number.</exception>
    public TokenGenerator(TNetwork network)
    {
        VocabularyFit.CheckNetwork(network);
        NetworkShape shape = TNetwork.Shape;
        _network = network;
        _state = new float[shape.StateSize];
        _logits = new float[shape.OutputSize];
        _scratch = new float[shape.OutputSize];
        Reset();
    }

    /// <summary>The logits of the next token.</summary>
    public ReadOnlySpan<float> Logits => _logits;

    /// <summary>Forgets everything and feeds <c>&lt;bos&gt;</c>.</summary>
    public void Reset()
    {
        _network.CopyInitialState(_state);
        Feed(Vocabulary.BeginOfText);
    }

    /// <summary>Takes a token as given.</summary>
    /// <param name="token">The token.</param>
    /// <exception cref="ArgumentOutOfRangeException">The token is out of range.</exception>
    public void Feed(int token)
    {
        _network.Step(token, _logits, _state);
        _last = token;
    }

    /// <summary>Chooses the next token and feeds it.</summary>
    /// <param name="sampler">Chooses among the tokens of the vocabulary, and hears of the chosen one.</param>
    /// <param name="vocabularySize">Tokens that are in use; the network may have room for more.</param>
    /// <returns>The token; never <c>&lt;unk&gt;</c> or <c>&lt;bos&gt;</c>.</returns>
    public int Next(ITokenSampler sampler, int vocabularySize)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(vocabularySize, Vocabulary.EndOfText);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(vocabularySize, _logits.Length);
        return Next(sampler, vocabularySize, tokenizer: null);
    }

    /// <summary>Chooses the next token of a tokenizer's, one that makes sense behind the last one, and feeds it.</summary>
    internal int Next(ITokenSampler sampler, VocabularyTokenizer tokenizer) => Next(sampler, tokenizer.Vocabulary.Count, tokenizer);

    private int Next(ITokenSampler sampler, int vocabularySize, VocabularyTokenizer? tokenizer)
    {
        Span<float> logits = _scratch.AsSpan(0, vocabularySize);
        Text.Logits.CopySelectable(_logits, _last, tokenizer, logits);
        int token = sampler.Sample(logits);
        Feed(token);
        sampler.Accept(token);
        return token;
    }
}
