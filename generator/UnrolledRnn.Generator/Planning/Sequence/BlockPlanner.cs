using UnrolledRnn.Generator.Model;
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
    public static BlockPlan? Plan(NetworkSpec spec, IReadOnlyList<StagePlan> stages, UnrollPlan unroll)
    {
        if (stages.Count == 0 || spec.IsBidirectional)
        {
            return null;
        }

        bool[] hoisted =
        [
            .. stages.Select(stage => stage.Recurrent.Forward.Bodies[0].Tile is not null && stage.Recurrent.InputSize >= MinHoistedInputs),
        ];
        bool gains = stages.Count > 1 || hoisted[0];
        bool applies = gains && spec.SequenceLength >= Steps && !unroll.IsStraightLine
            && !WeightCache.Holds(spec) && ScratchBytes(stages) <= MaxScratchBytes;
        return applies
            ? new BlockPlan { Steps = Steps, RemainderSteps = spec.SequenceLength % Steps, HoistsInput = new EquatableArray<bool>(hoisted) }
            : null;
    }

    private static long ScratchBytes(IReadOnlyList<StagePlan> stages) => sizeof(float) * Steps * (
        stages.Sum(
            stage => (stage.Front.Count == 0 ? 0L : stage.Front[stage.Front.Count - 1].Stride) + stage.Recurrent.Forward.HiddenStride)
        + stages.Max(stage => (long)stage.Recurrent.Forward.Layout.Stride));
}
