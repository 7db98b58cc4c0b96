namespace UnrolledRnn.Text;

/// <summary>A network as a language model sees it.</summary>
internal sealed class TokenSteps<TNetwork>(TNetwork network) : ITokenSteps
    where TNetwork : class, ITokenNetwork<TNetwork>
{
    /// <inheritdoc/>
    public NetworkShape Shape => TNetwork.Shape;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Parameters => network.Parameters;

    /// <inheritdoc/>
    public void Start(Span<float> state) => network.CopyInitialState(state);

    /// <inheritdoc/>
    public void Step(int token, Span<float> logits, Span<float> state) => network.Step(token, logits, state);

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<int> tokens, Span<float> logits, Span<float> state) => network.Forward(tokens, logits, state);
}
