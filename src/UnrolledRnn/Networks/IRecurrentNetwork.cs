namespace UnrolledRnn;

/// <summary>A network that can also go step by step, carrying a state: every network without a bidirectional layer.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
public interface IRecurrentNetwork<TSelf> : ISequenceNetwork<TSelf>
    where TSelf : class, IRecurrentNetwork<TSelf>
{
    /// <summary>One time step.</summary>
    /// <param name="input">[nIn]</param>
    /// <param name="output">[nOut], overwritten.</param>
    /// <param name="state">The state, moved on by one step.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    void Step(ReadOnlySpan<float> input, Span<float> output, Span<float> state);

    /// <summary>One time step of several independent streams, so that each weight loaded serves several of them.</summary>
    /// <param name="inputs">[B, nIn]</param>
    /// <param name="outputs">[B, nOut], overwritten.</param>
    /// <param name="states">[B, StateSize], each moved on by one step.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    void StepMany(ReadOnlySpan<float> inputs, Span<float> outputs, Span<float> states);

    /// <summary>
    /// One time step of some of many independent streams, in the order of their list: a stream that is in it twice makes two steps. The
    /// others stay as they are.
    /// </summary>
    /// <param name="inputs">[B, nIn]</param>
    /// <param name="outputs">[B, nOut], overwritten.</param>
    /// <param name="states">[S, StateSize]: the states of all streams.</param>
    /// <param name="streams">[B], the numbers, from 0 to S - 1, of those that make a step.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is that of no state; no stream has moved.</exception>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    void StepMany(ReadOnlySpan<float> inputs, Span<float> outputs, Span<float> states, ReadOnlySpan<int> streams);

    /// <summary>A batch of sequences, without recording anything.</summary>
    /// <param name="inputs">[T, B, nIn]</param>
    /// <param name="outputs">[T, B, nOut], or [B, nOut] where only the last step has an output; overwritten.</param>
    /// <param name="states">[B, StateSize]: the initial states, replaced by the final ones.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    void Forward(ReadOnlySpan<float> inputs, Span<float> outputs, Span<float> states);
}
