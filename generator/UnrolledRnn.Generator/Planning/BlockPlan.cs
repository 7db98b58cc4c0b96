using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>
/// How a pass over a sequence goes through its time steps in blocks, layer after layer within a block: the weights of one layer
/// stay in the first cache for all steps of a block, or W_ih is at least read once for several of them.
/// </summary>
internal sealed record BlockPlan
{
    /// <summary>Time steps of a block.</summary>
    public required int Steps { get; init; }

    /// <summary>Time steps behind the last whole block.</summary>
    public required int RemainderSteps { get; init; }

    /// <summary>Of each recurrent layer, whether W_ih x of several steps is one product, before its recurrence.</summary>
    public required EquatableArray<bool> HoistsInput { get; init; }
}
