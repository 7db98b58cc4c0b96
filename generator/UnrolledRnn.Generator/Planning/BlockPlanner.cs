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

    /// <summary>The plan, or null where every step goes through all layers.</summary>
    public static BlockPlan? Plan(NetworkSpec spec, IReadOnlyList<RecurrentPlan> recurrent, UnrollPlan unroll)
    {
        // Weights that stay in the first cache can be read anew in every step; in straight-line code they are.
        bool[] hoisted = [.. recurrent.Select(layer => layer.TileStreams > 1 && layer.InputSize >= MinHoistedInputs)];
        bool gains = recurrent.Count > 1 || hoisted[0];
        return spec.IsBidirectional || spec.SequenceLength < Steps || unroll.IsStraightLine || !gains || RecurrentPlanner.FitsFirstCache(spec)
            ? null
            : new BlockPlan { Steps = Steps, HoistsInput = new EquatableArray<bool>(hoisted) };
    }
}
