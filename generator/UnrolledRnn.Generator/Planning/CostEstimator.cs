using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Planning;

/// <summary>
/// Estimates a step from the latencies of current x64 cores: two fused multiply-adds start in a cycle and take 4; what activations cost
/// is a fact of each.
/// </summary>
internal static class CostEstimator
{
    private const int MultiplyAddLatency = 4;

    /// <summary>From a new h to the operands of the next step: a permutation, or a store and a load.</summary>
    private const int RegisterLatency = 5;
    private const int MemoryLatency = 12;

    public static CostEstimate Estimate(
        NetworkSpec spec, IReadOnlyList<LayerPlan> layers, IReadOnlyList<DirectionPlan> directions, ParameterPlan parameters) =>
        new()
        {
            MultiplyAdds = layers.Sum(layer => layer.MultiplyAdds),
            ParameterBytes = ParameterBytes(spec, layers, directions, parameters),
            ThroughputCycles512 = Throughput(layers, VectorWidth.Bits512),
            ThroughputCycles256 = Throughput(layers, VectorWidth.Bits256),
            ChainCycles = directions.Count == 0 ? 0 : directions.Max(Chain),
        };

    private static long Throughput(IReadOnlyList<LayerPlan> layers, VectorWidth width) =>
        (layers.Where(layer => layer is RecurrentPlan).Sum(layer => layer.Operations(width)) / 2)
        + (layers.Where(layer => layer is not RecurrentPlan).Sum(layer => layer.Operations(width)) / 2);

    private static long ParameterBytes(
        NetworkSpec spec, IReadOnlyList<LayerPlan> layers, IReadOnlyList<DirectionPlan> directions, ParameterPlan parameters)
    {
        long bytes = (long)parameters.BufferLength * sizeof(float);
        return !spec.HasNarrowWeights
            ? bytes
            : bytes - directions.Sum(
                layer => (long)(layer.InputSize + layer.HiddenTerms) * (layer.Layout.Stride - layer.NarrowStride) * sizeof(float))
                - layers.OfType<DensePlan>().Where(layer => layer.Storage != Storage.Float32).Sum(
                    layer => (((long)layer.OutputSize * layer.InputStride) - layer.NarrowWords) * sizeof(float));
    }

    private static long Chain(DirectionPlan layer)
    {
        CellDefinition cell = layer.Definition;
        int partialSums = layer.Bodies[0].AllPanels.First().Groups[0].Vectors.Max(vector => vector.PartialSums);
        long reduction = (((long)layer.HiddenTerms + partialSums - 1) / partialSums * MultiplyAddLatency) + (partialSums > 1 ? 4 : 0);
        return (layer.IsDiagonal ? RegisterLatency : MemoryLatency)
            + (reduction * cell.Phases)
            + cell.ChainedActivations.Where(activation => activation.Cost.Latency > 0)
                .Sum(activation => activation.Cost.Latency + MultiplyAddLatency)
            + ((layer.Projection?.InputSize ?? 0) * MultiplyAddLatency / 2);
    }
}
