namespace UnrolledRnn;

/// <summary>Which outputs a pass over a sequence returns.</summary>
public enum SequenceOutputs
{
    /// <summary>One output for each time step: [T, nOut], batched [T, B, nOut].</summary>
    EveryStep = 0,

    /// <summary>
    /// Only the last output: [nOut], batched [B, nOut]. Of a bidirectional last layer, each direction's own last step counts, which
    /// has seen the whole sequence: T - 1 forward, 0 backward. PyTorch's <c>h_n</c>, Keras's <c>return_sequences=False</c>.
    /// </summary>
    LastStep = 1,

    /// <summary>
    /// Only the output at time T - 1, PyTorch's <c>output[-1]</c>. It differs from <see cref="LastStep"/> in a network whose last recurrent
    /// layer is bidirectional: there its backward direction has seen one step only.
    /// </summary>
    LastTimeStep = 2,
}
