using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Planning;

/// <summary>
/// What follows from the size of the recurrent weights: whether the first cache holds them, and how they are laid out
/// and read where it does not.
/// </summary>
internal static class WeightCache
{
    /// <summary>Weights up to this size stay in the first cache, beside the state and the tables.</summary>
    private const int FirstCacheBytes = 40 * 1024;

    /// <summary>Bytes from one use of a load to the next over which the prefetchers into the first cache follow it.</summary>
    private const int PrefetchedStride = 1024;

    /// <summary>Beyond these bytes of W_hh, too little of them is left in the first cache to look for it.</summary>
    private const int MaxAlternatedBytes = 4 * FirstCacheBytes;

    /// <summary>Weights up to this size stay in the second cache.</summary>
    private const int SecondCacheBytes = 1024 * 1024;

    /// <summary>Bytes of a panel that are asked for ahead of their use.</summary>
    private const int BytesAhead = 8 * 1024;

    private const int MaxTermsPerRound = 4;

    /// <summary>Vectors of 512 bits in a row of a panel of weights.</summary>
    private const int PanelVectors = 8;

    /// <summary>Whether the recurrent weights of all layers stay in the first cache from step to step.</summary>
    public static bool Holds(NetworkSpec spec) => WeightBytes(spec) <= FirstCacheBytes;

    /// <summary>
    /// Whether a pass over a sequence goes through the panels of a layer in turns: where there are two whole ones, and a good part of
    /// them is left in the first cache.
    /// </summary>
    public static bool AlternatesPanels(NetworkSpec spec, RecurrentSpec layer, GateLayout layout) =>
        layout.HasPanels && layout.WideUnits >= 2 * layout.PanelUnits && WeightBytes(spec, layer, 0, layout) <= MaxAlternatedBytes;

    /// <summary>
    /// Weights that the first cache holds lie row by row. Larger ones come from the second cache, half again as fast where they are
    /// read without gaps: as panels of 8 vectors of sums, enough to keep the multiply-add units busy.
    /// </summary>
    public static int PanelUnits(NetworkSpec spec, RecurrentSpec layer, int inputSize, GateLayout layout)
    {
        int units = GateLayout.WideBlock * Math.Max(1, PanelVectors / layout.Gates);
        return !spec.IsBidirectional && layout.HiddenSize > units && WeightBytes(spec, layer, inputSize, layout) > FirstCacheBytes
            ? units
            : 0;
    }

    private static long WeightBytes(NetworkSpec spec, RecurrentSpec layer, int inputSize, GateLayout layout) =>
        (long)(inputSize + layer.StateSize) * layout.Stride * BytesOf(spec.RecurrentWeights);

    private static long WeightBytes(NetworkSpec spec)
    {
        IReadOnlyList<int> sizes = spec.Sizes;
        return Enumerable.Range(0, spec.Layers.Count).Sum(i => spec.Layers[i] is RecurrentSpec layer
            ? WeightBytes(spec, layer, sizes[i], new GateLayout(layer.HiddenSize, CellDefinition.Of(layer).Gates.Count)) * layer.Directions
            : 0);
    }

    private static int BytesOf(Storage storage) => storage == Storage.Float32 ? 4 : 2;

    /// <summary>
    /// Each load of a loop strides over the rows of its round. The prefetchers into the first cache follow strides of up to 1 KiB:
    /// beyond, the second cache gives 30 bytes in a cycle, and 46 before.
    /// </summary>
    public static int TermsPerRound(NetworkSpec spec, int stride, int partialSums)
    {
        if (Holds(spec))
        {
            return MaxTermsPerRound;
        }

        int terms = PrefetchedStride / (stride * BytesOf(spec.RecurrentWeights));
        return terms >= MaxTermsPerRound ? MaxTermsPerRound : Math.Max(partialSums, terms >= 2 ? 2 : 1);
    }

    /// <summary>
    /// Rows for which narrower vectors than those of a panel ask ahead; 0 where the second cache holds the weights, from which they come no
    /// faster so.
    /// </summary>
    public static int RowsAhead(NetworkSpec spec, GateLayout layout) => layout.HasPanels && WeightBytes(spec) > SecondCacheBytes
        ? BytesAhead / (layout.PanelStride * BytesOf(spec.RecurrentWeights))
        : 0;
}
