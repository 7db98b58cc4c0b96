namespace UnrolledRnn;

/// <summary>
/// A network of two or more inputs, which therefore also takes tokens: token k stands for the one-hot vector with a one
/// at k, and the product with W_ih becomes a look-up.
/// </summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
public interface ITokenNetwork<TSelf> : IRecurrentNetwork<TSelf>
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

    /// <summary>A batch of sequences, recorded for a backward pass.</summary>
    /// <param name="tokens">[T, B], each from 0 to nIn - 1.</param>
    /// <param name="outputs">[T, B, nOut], or [B, nOut] where only the last step has an output; overwritten.</param>
    /// <param name="tape">A tape of this class, overwritten.</param>
    /// <param name="states">[B, StateSize]: the initial states, replaced by the final ones; or empty for zeros.</param>
    /// <exception cref="ArgumentException">A span has another length, a token is out of range, or the tape is of another class.</exception>
    void Forward(ReadOnlySpan<int> tokens, Span<float> outputs, TrainingTape tape, Span<float> states = default);
}
