using UnrolledRnn.Generator.Tests.Execution.Layers;
using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Execution.Families;

/// <summary>
/// Networks of more weights than the second cache holds: panels with rows that are asked for ahead, many of them, and what remains behind
/// the last.
/// </summary>
internal static class WideFamily
{
    public static IEnumerable<Declaration> Create() =>
    [
        Create(inputSize: 1, [new(RnnCell.Lstm, 259)]),
        Create(inputSize: 37, [new(RnnCell.Gru, 305)], batchSize: 3),
        Create(inputSize: 2, [new(RnnCell.GruResetBefore, 303)]),
        Create(inputSize: 5, [new(RnnCell.Tanh, 517)], batchSize: 5),
        Create(inputSize: 3, [new(RnnCell.Lstm, 190), new(RnnCell.Lstm, 161)]),
        Create(inputSize: 2, [new(RnnCell.Gru, 290), new(RnnCell.GruResetBefore, 261)], WeightStorage.BFloat16),
        Create(inputSize: 4, [new(RnnCell.Lstm, 370)], WeightStorage.BFloat16, batchSize: 4),
        Create(inputSize: 2, [new(RnnCell.Relu, 739)], WeightStorage.Float16),
        Create(inputSize: 3, [new(RnnCell.Lstm, 391) { Variant = new CellVariant { ProjectionSize = 173 } }]),
    ];

    /// <summary>Few steps: a check goes through all weights many times.</summary>
    private static Declaration Create(
        int inputSize, RecurrentDeclaration[] layers, WeightStorage weights = WeightStorage.Float32, int batchSize = 1)
    {
        return new Declaration
        {
            IsMixed = true,
            InputSize = inputSize,
            OutputSize = 3,
            SequenceLength = 3,
            BatchSize = batchSize,
            Layers = layers,
            Weights = weights,
        };
    }
}
