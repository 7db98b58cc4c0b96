using UnrolledRnn.Generator.Cells;
using UnrolledRnn.Generator.Parsing;

namespace UnrolledRnn.Generator.Planning;

/// <summary>
/// Estimates a step from the latencies of current x64 cores: two fused multiply-adds start in a cycle and take 4, an
/// activation is a chain of 28 (tanh) or 41 (sigmoid) and about 12 operations on the same units.
/// </summary>
internal static class CostEstimator
{
    private const int MultiplyAddLatency = 4;
    private const int TanhLatency = 28;
    private const int SigmoidLatency = 41;
    private const int ActivationOperations = 12;

    /// <summary>From a new h to the operands of the next step: a permutation, or a store and a load.</summary>
    private const int RegisterLatency = 5;
    private const int MemoryLatency = 12;

    public static CostEstimate Estimate(NetworkSpec spec, DensePlan? front, IReadOnlyList<RecurrentPlan> recurrent, IReadOnlyList<DensePlan> dense, ParameterPlan parameters)
    {
        IEnumerable<DensePlan> allDense = front is null ? dense : dense.Prepend(front);
        return new CostEstimate
        {
            MultiplyAdds = recurrent.Sum(layer => (long)layer.Definition.Gates.Count * layer.HiddenSize * (layer.InputSize + layer.HiddenSize))
                + allDense.Sum(layer => (long)layer.InputSize * layer.OutputSize),
            ParameterBytes = ParameterBytes(spec, recurrent, parameters),
            ThroughputCycles512 = Throughput(VectorWidth.Bits512),
            ThroughputCycles256 = Throughput(VectorWidth.Bits256),
            ChainCycles = recurrent.Max(Chain),
        };

        long Throughput(VectorWidth width) =>
            recurrent.Sum(layer => Operations(layer, layer.Body(width))) / 2 + allDense.Sum(layer => Operations(layer, width)) / 2;
    }

    private static long ParameterBytes(NetworkSpec spec, IReadOnlyList<RecurrentPlan> recurrent, ParameterPlan parameters)
    {
        long bytes = (long)parameters.BufferLength * sizeof(float);
        return spec.Weights == Storage.Float32
            ? bytes
            : bytes - recurrent.Sum(layer => (long)(layer.InputSize + layer.HiddenTerms) * (layer.Layout.Stride - layer.NarrowStride) * sizeof(float));
    }

    private static long Operations(RecurrentPlan layer, RecurrentBody body)
    {
        CellDefinition cell = layer.Definition;
        int lanes = (int)body.Lanes / 32;
        long vectors = (layer.Layout.Stride + lanes - 1) / lanes;
        long stateVectors = (layer.HiddenSize + lanes - 1) / lanes;
        return (vectors * (layer.InputSize + layer.HiddenTerms)) + (cell.ActivationsPerUnit * ActivationOperations * stateVectors);
    }

    private static long Operations(DensePlan layer, VectorWidth width)
    {
        int lanes = (int)width / 32;
        return layer.Form == OutputForm.Columns
            ? (long)layer.InputSize * ((layer.OutputSize + lanes - 1) / lanes)
            : (long)layer.OutputSize * ((layer.InputSize + lanes - 1) / lanes);
    }

    private static long Chain(RecurrentPlan layer)
    {
        CellDefinition cell = layer.Definition;
        int partialSums = layer.Bodies[0].AllPanels.First().Groups[0].Vectors.Max(vector => vector.PartialSums);
        long reduction = (((long)layer.HiddenTerms + partialSums - 1) / partialSums * MultiplyAddLatency) + (partialSums > 1 ? 4 : 0);
        return (layer.IsDiagonal ? RegisterLatency : MemoryLatency)
            + (reduction * cell.Phases)
            + cell.ChainedActivations.Sum(activation => (activation == "Tanh" ? TanhLatency : SigmoidLatency) + MultiplyAddLatency);
    }
}
