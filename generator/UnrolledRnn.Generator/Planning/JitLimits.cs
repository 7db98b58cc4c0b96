namespace UnrolledRnn.Generator.Planning;

/// <summary>
/// The JIT stops optimising a method over 60,000 bytes of IL, 20,000 instructions or 8,000 references to locals. One
/// emitted vector statement is about 27 bytes, 10 instructions and 4 references, so half of every limit is about 1,000
/// statements.
/// </summary>
internal static class JitLimits
{
    /// <summary>The most statements that any emitted method has.</summary>
    public const int MaxStatements = 1000;
}
