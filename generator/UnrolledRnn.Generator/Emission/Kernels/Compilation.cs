namespace UnrolledRnn.Generator.Emission.Kernels;

/// <summary>How the JIT is to compile what a step runs through.</summary>
internal static class Compilation
{
    /// <summary>
    /// Optimised at the first call and never compiled again: without it, the first thirty calls would run unoptimised code, ten times
    /// slower, until a background thread has compiled it anew, twice.
    /// </summary>
    public const string AtOnce = "[MethodImpl(MethodImplOptions.AggressiveOptimization)]";
}
