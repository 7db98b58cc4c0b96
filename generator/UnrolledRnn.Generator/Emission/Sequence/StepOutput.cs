namespace UnrolledRnn.Generator.Emission.Sequence;

/// <summary>When a step has an output.</summary>
internal enum StepOutput
{
    /// <summary>Never: a later one has.</summary>
    None,

    /// <summary>Always.</summary>
    Always,

    /// <summary>Only where the method is compiled for a single step, which ends with it.</summary>
    OfOneStep,
}
