namespace UnrolledRnn;

/// <summary>A network that goes step by step on tokens, such as a language model that writes.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
public interface ITokenNetwork<TSelf> : IRecurrentNetwork<TSelf>, ITokenSequenceNetwork<TSelf>
    where TSelf : class, ITokenNetwork<TSelf>
{
    /// <summary>One time step.</summary>
    /// <param name="token">From 0 to nIn - 1.</param>
    /// <param name="output">[nOut], overwritten.</param>
    /// <param name="state">The state, moved on by one step.</param>
    /// <exception cref="ArgumentException">A span has another length, or the token is out of range.</exception>
    void Step(int token, Span<float> output, Span<float> state);

    /// <summary>A batch of sequences, without recording anything.</summary>
    /// <param name="tokens">[T, B], each from 0 to nIn - 1.</param>
    /// <param name="outputs">[T, B, nOut], or [B, nOut] where only the last step has an output; overwritten.</param>
    /// <param name="states">[B, StateSize]: the initial states, replaced by the final ones.</param>
    /// <exception cref="ArgumentException">A span has another length, or a token is out of range.</exception>
    void Forward(ReadOnlySpan<int> tokens, Span<float> outputs, Span<float> states);
}
