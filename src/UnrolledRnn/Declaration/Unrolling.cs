namespace UnrolledRnn;

/// <summary>Whether the time steps of a sequence are emitted as straight-line code.</summary>
public enum Unrolling
{
    /// <summary>Straight-line code for small networks, a loop over a few unrolled steps for large ones.</summary>
    Auto = 0,

    /// <summary>Straight-line code, unless it would pass the limits beyond which the JIT stops optimising.</summary>
    Full = 1,

    /// <summary>A loop over single time steps.</summary>
    None = 2,
}
