namespace UnrolledRnn.Text;

/// <summary>What a language model needs of its network, whatever the class.</summary>
internal interface ITokenSteps
{
    /// <summary>The sizes.</summary>
    NetworkShape Shape { get; }

    /// <summary>Every parameter.</summary>
    ReadOnlySpan<float> Parameters { get; }

    /// <summary>Writes the state before any text.</summary>
    /// <param name="state">[StateSize]</param>
    void Start(Span<float> state);

    /// <summary>Takes a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="logits">[nOut], those of the next token.</param>
    /// <param name="state">[StateSize], moved on.</param>
    void Step(int token, Span<float> logits, Span<float> state);

    /// <summary>Takes as many tokens as a sequence has.</summary>
    /// <param name="tokens">[T]</param>
    /// <param name="logits">[T, nOut], those behind each token.</param>
    /// <param name="state">[StateSize], moved on.</param>
    void Forward(ReadOnlySpan<int> tokens, Span<float> logits, Span<float> state);
}
