namespace UnrolledRnn.Benchmarks.Networks;

/// <summary>
/// One way to run a network over T steps of B streams, inputs [T, B, nIn] to outputs [T, B, nOut]. The state is carried from
/// call to call.
/// </summary>
internal interface INetworkRunner
{
    /// <summary>Sets the state to zero.</summary>
    void Reset();

    /// <summary>One call for each of the T steps.</summary>
    void RunSteps(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>One call for all T steps.</summary>
    void RunSequence(ReadOnlySpan<float> inputs, Span<float> outputs);
}
