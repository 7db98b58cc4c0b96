using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>Every decision about the code of one network. The emitter prints it and decides nothing.</summary>
internal sealed record KernelPlan
{
    public required NetworkSpec Spec { get; init; }

    /// <summary>Floats from one row of nHid values to the next, and of one state.</summary>
    public required int HiddenStride { get; init; }

    /// <summary>Floats from one row of nOut values to the next, in training.</summary>
    public required int OutputStride { get; init; }

    /// <summary>Floats from one row of nIn values to the next, where they are padded in training.</summary>
    public required int InputStride { get; init; }

    public required OutputForm OutputForm { get; init; }

    public required ParameterPlan Parameters { get; init; }

    /// <summary>The bodies, widest first.</summary>
    public required EquatableArray<BodyPlan> Bodies { get; init; }

    public required UnrollPlan Unroll { get; init; }

    public required CostEstimate Cost { get; init; }
}
