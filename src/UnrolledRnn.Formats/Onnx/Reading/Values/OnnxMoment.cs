namespace UnrolledRnn.Formats;

/// <summary>Which time steps a value is of.</summary>
internal enum OnnxMoment
{
    /// <summary>All, in their order.</summary>
    Every,

    /// <summary>All, the last one first.</summary>
    Backwards,

    /// <summary>The last one of the sequence.</summary>
    LastTimeStep,

    /// <summary>The first one of the sequence, which is the last step of the way back, and else is not to be had.</summary>
    FirstTimeStep,

    /// <summary>The one that each direction computes last: of the way back, the first one of the sequence.</summary>
    LastStep,

    /// <summary>c at <see cref="LastStep"/>.</summary>
    LastCell,
}
