namespace UnrolledRnn;

/// <summary>
/// A network of two or more inputs, which therefore also takes tokens: token k stands for the one-hot vector with a one
/// at k, and the first layer's product becomes a look-up.
/// </summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
public interface ITokenSequenceNetwork<TSelf> : ISequenceNetwork<TSelf>
    where TSelf : class, ITokenSequenceNetwork<TSelf>
{
    /// <summary>A batch of sequences, recorded for a backward pass.</summary>
    /// <param name="tokens">[T, B], each from 0 to nIn - 1.</param>
    /// <param name="outputs">[T, B, nOut], or [B, nOut] where only the last step has an output; overwritten.</param>
    /// <param name="tape">A tape of this class, overwritten.</param>
    /// <param name="states">
    /// [B, StateSize]: the initial states, replaced by the final ones; or empty for the network's initial state.
    /// </param>
    /// <exception cref="ArgumentException">A span has another length, a token is out of range, or the tape is of another class.</exception>
    void Forward(ReadOnlySpan<int> tokens, Span<float> outputs, TrainingTape tape, Span<float> states = default);
}
