using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>Every decision about the code of one network. The emitter prints it and decides nothing.</summary>
internal sealed record KernelPlan
{
    public required NetworkSpec Spec { get; init; }

    /// <summary>The dense layer in front, or null.</summary>
    public required DensePlan? Front { get; init; }

    /// <summary>The recurrent layers, both directions of a layer one after the other.</summary>
    public required EquatableArray<RecurrentPlan> Recurrent { get; init; }

    /// <summary>The dense layers behind, the output last.</summary>
    public required EquatableArray<DensePlan> Dense { get; init; }

    public required ParameterPlan Parameters { get; init; }

    /// <summary>Floats of a state.</summary>
    public required int StateSize { get; init; }

    public required UnrollPlan Unroll { get; init; }

    /// <summary>How a pass over a sequence goes through it in blocks, or null.</summary>
    public required BlockPlan? Blocks { get; init; }

    /// <summary>Whether a step is one piece of code; else each layer is a method of its own, to keep all of them small.</summary>
    public required bool StepIsOneMethod { get; init; }

    public required CostEstimate Cost { get; init; }

    public DensePlan Output => Dense[Dense.Count - 1];

    /// <summary>Floats from one row of nIn values to the next, where they are padded in training.</summary>
    public int InputStride => (int)BufferSizes.Padded(Spec.InputSize);

    /// <summary>Streams that StepMany steps at the same time.</summary>
    public int TileStreams => Recurrent.Min(layer => layer.TileStreams);

    /// <summary>The blocks of a pass over tokens: a token selects a row of W_ih, which leaves nothing to gain for a single layer.</summary>
    public BlockPlan? TokenBlocks => Front is null && Recurrent.Count == 1 ? null : Blocks;

    /// <summary>The directions of one layer.</summary>
    public IEnumerable<RecurrentPlan> Directions(int layer) => Recurrent.Where(plan => plan.Layer == layer);
}
