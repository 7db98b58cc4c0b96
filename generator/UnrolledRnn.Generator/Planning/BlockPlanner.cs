using UnrolledRnn.Generator.Parsing;
using UnrolledRnn.Generator.Support;

namespace UnrolledRnn.Generator.Planning;

/// <summary>Decides whether a pass over a sequence goes through it in blocks.</summary>
internal static class BlockPlanner
{
    /// <summary>Two tiles of four steps: more would need more memory for sums, and gain little.</summary>
    private const int Steps = 8;

    /// <summary>With fewer inputs, W_ih x is not worth a pass of its own.</summary>
    private const int MinHoistedInputs = 8;

    /// <summary>Bytes of sums and states on the stack; larger layers have rows so long that nothing of them stays in a cache.</summary>
    private const long MaxScratchBytes = 128 * 1024;

    /// <summary>The plan, or null where every step goes through all layers.</summary>
    public static BlockPlan? Plan(NetworkSpec spec, DensePlan? front, IReadOnlyList<RecurrentPlan> recurrent, UnrollPlan unroll)
    {
        bool[] hoisted = [.. recurrent.Select(layer => layer.Bodies[0].Tile is not null && layer.InputSize >= MinHoistedInputs)];
        bool gains = recurrent.Count > 1 || hoisted[0];
        bool applies = gains && !spec.IsBidirectional && spec.SequenceLength >= Steps && !unroll.IsStraightLine
            && !WeightCache.Holds(spec) && ScratchBytes(front, recurrent) <= MaxScratchBytes;
        return applies
            ? new BlockPlan { Steps = Steps, RemainderSteps = spec.SequenceLength % Steps, HoistsInput = new EquatableArray<bool>(hoisted) }
            : null;
    }

    private static long ScratchBytes(DensePlan? front, IReadOnlyList<RecurrentPlan> recurrent) =>
        sizeof(float) * Steps * ((long)(front?.Stride ?? 0) + recurrent.Sum(layer => (long)layer.HiddenStride) + recurrent.Max(layer => (long)layer.Layout.Stride));
}
