namespace UnrolledRnn.Generator.Planning;

/// <summary>A vector width for which the kernels are emitted.</summary>
internal enum VectorWidth
{
    /// <summary>Whatever width the runtime chooses for <c>Vector&lt;T&gt;</c>: compact loops, for machines without the others.</summary>
    Any = 0,
    Bits256 = 256,
    Bits512 = 512,
}
