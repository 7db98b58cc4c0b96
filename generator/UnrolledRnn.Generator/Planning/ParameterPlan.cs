using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>Where the parameters lie in their buffer. Every row starts on a cache line.</summary>
internal sealed record ParameterPlan
{
    public required EquatableArray<ParameterBlock> Blocks { get; init; }

    /// <summary>Floats in the buffer, padding included.</summary>
    public required int BufferLength { get; init; }

    /// <summary>Parameters, padding not counted.</summary>
    public required long Count { get; init; }

    public ParameterBlock this[string name] => Blocks.Single(block => block.Name == name);
}
