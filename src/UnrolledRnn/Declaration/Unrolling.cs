namespace UnrolledRnn;

/// <summary>Whether the time steps of a sequence are emitted as straight-line code; not for a network with a bidirectional layer.</summary>
public enum Unrolling
{
    /// <summary>
    /// Straight-line code for small networks, a loop over a few unrolled steps for large ones, and blocks of steps where the first
    /// cache does not hold the weights of all layers.
    /// </summary>
    Auto = 0,

    /// <summary>Straight-line code, unless it would pass the limits beyond which the JIT stops optimising.</summary>
    Full = 1,

    /// <summary>A loop over single time steps, or over blocks of them where <see cref="Auto"/> has those.</summary>
    None = 2,
}
