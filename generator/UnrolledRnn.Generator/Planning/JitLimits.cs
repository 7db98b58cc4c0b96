namespace UnrolledRnn.Generator.Planning;

/// <summary>
/// What the JIT stops at.
/// </summary>
/// <remarks>
/// It stops optimising a method over 60,000 bytes of IL, 20,000 instructions or 8,000 references to locals. One
/// emitted vector statement is about 27 bytes, 10 instructions and 4 references, so half of every limit is about 1,000
/// statements. It inlines nothing into a method that has 512 local variables, those of what it has inlined included: an activation behind
/// them is a call, before which all registers go to memory.
/// </remarks>
internal static class JitLimits
{
    /// <summary>The most statements that any emitted method has.</summary>
    public const int MaxStatements = 1000;

    /// <summary>The most local variables that a step may have in one method, as <see cref="LayerPlan.Locals"/> counts them.</summary>
    public const int MaxLocals = 500;
}
