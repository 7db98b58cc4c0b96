namespace UnrolledRnn;

/// <summary>Which outputs a pass over a sequence returns.</summary>
public enum SequenceOutputs
{
    /// <summary>One output for each time step: [T, nOut], batched [T, B, nOut].</summary>
    EveryStep = 0,

    /// <summary>Only the output of the last time step: [nOut], batched [B, nOut].</summary>
    LastStep = 1,
}
