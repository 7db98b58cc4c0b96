using UnrolledRnn.Generator.Tests.Execution.Layers;

namespace UnrolledRnn.Generator.Tests.Execution.Families;

/// <summary>Batches of sequences, some of which share each weight of wide layers, and what remains behind them.</summary>
internal static class TileFamily
{
    private const int Count = 24;

    private static readonly int[] s_elmanSizes = [136, 200];
    private static readonly int[] s_gatedSizes = [48, 64, 72, 90];

    public static IEnumerable<Declaration> Create()
    {
        var draw = new Draw(27);
        for (int i = 0; i < Count; i++)
        {
            // Each of three that follow each other is of the same kind, so that a third of them has all kinds.
            int kind = i / 3;
            yield return CreateRandom((i + kind) % 3, front: kind % 3, isNarrow: kind % 2 == 1, lastStep: kind / 2 % 2 == 1, draw);
        }

        foreach (WeightStorage weights in Enum.GetValues<WeightStorage>())
        {
            yield return CreateTied(weights, draw);
        }
    }

    /// <summary>An output that goes through several steps or streams together, with steps, streams and rows that remain.</summary>
    private static Declaration CreateTied(WeightStorage weights, Draw draw)
    {
        int classes = draw.Between(33, 59);
        int size = draw.Of([72, 88, 90]);
        return new Declaration
        {
            IsMixed = true,
            InputSize = classes,
            OutputSize = classes,
            SequenceLength = draw.Between(9, 19),
            BatchSize = draw.Between(5, 7),
            Layers = [new EmbeddingDeclaration(size), new RecurrentDeclaration(RnnCell.Lstm, size)],
            TieOutput = true,
            OutputBias = weights != WeightStorage.Float16,
            Weights = weights,
        };
    }

    private static Declaration CreateRandom(int cell, int front, bool isNarrow, bool lastStep, Draw draw)
    {
        RecurrentDeclaration layer = cell switch
        {
            0 when !isNarrow => new(RnnCell.Tanh, draw.Of(s_elmanSizes)),
            1 when !isNarrow => new(RnnCell.Gru, draw.Of(s_gatedSizes)),
            _ => new(RnnCell.Lstm, draw.Of(s_gatedSizes)),
        };
        int outputSize = draw.Between(1, 20);
        return new Declaration
        {
            IsMixed = front > 0,
            InputSize = draw.Between(2, 40),
            OutputSize = outputSize,
            SequenceLength = draw.Between(2, 9),
            BatchSize = draw.Between(4, 9),
            Layers =
            [
                .. front switch
                {
                    1 => (LayerDeclaration[])[new EmbeddingDeclaration(draw.Between(3, 20))],
                    2 => [new DenseDeclaration(draw.Between(3, 20), LayerActivation.Tanh)],
                    _ => [],
                },
                .. Enumerable.Repeat(layer, front > 0 ? draw.Between(1, 2) : 1),
            ],
            OutputActivation = Options.Activation(outputSize, residual: false, draw),
            Outputs = lastStep ? SequenceOutputs.LastStep : SequenceOutputs.EveryStep,
            Weights = !isNarrow ? WeightStorage.Float32 : draw.Of([WeightStorage.BFloat16, WeightStorage.Float16, WeightStorage.Int8]),
        };
    }
}
