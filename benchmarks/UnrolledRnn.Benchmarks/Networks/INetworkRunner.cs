namespace UnrolledRnn.Benchmarks.Networks;

/// <summary>
/// One way to run a network over T steps of B streams, inputs [T, B, nIn] to outputs [T, B, nOut]. The state is carried from
/// call to call.
/// </summary>
internal interface INetworkRunner
{
    /// <summary>Sets the state to zero.</summary>
    void Reset();

    /// <summary>
    /// Moves the state to another place in memory. Where it has the low 12 bits of its address in common with weights, the processor
    /// makes their loads wait for its stores, which no program can avoid; the median over many places leaves that out.
    /// </summary>
    void MoveState()
    {
    }

    /// <summary>One call for each of the T steps.</summary>
    void RunSteps(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>One call for all T steps.</summary>
    void RunSequence(ReadOnlySpan<float> inputs, Span<float> outputs);
}
