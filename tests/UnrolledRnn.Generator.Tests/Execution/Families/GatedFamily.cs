using UnrolledRnn.Generator.Tests.Execution.Layers;

namespace UnrolledRnn.Generator.Tests.Execution.Families;

/// <summary>One LSTM or GRU layer of every size at which a block of vectors begins, ends or is partial.</summary>
internal static class GatedFamily
{
    /// <summary>Full unrolling of more is refused with a diagnostic, which has a test of its own.</summary>
    private const int MaxFullSize = 5;

    private static readonly RnnCell[] s_cells = [RnnCell.Lstm, RnnCell.Gru, RnnCell.GruResetBefore];

    private static readonly int[] s_sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16, 17, 20, 23, 24, 25, 27, 29, 31, 32, 33, 40, 41, 47, 48, 64, 72];

    private static readonly (RnnCell Cell, int Size)[] s_wide =
        [(RnnCell.Lstm, 96), (RnnCell.Gru, 104), (RnnCell.GruResetBefore, 97), (RnnCell.Lstm, 121), (RnnCell.Gru, 130)];

    public static IEnumerable<Declaration> Create()
    {
        var draw = new Draw(21);
        foreach (RnnCell cell in s_cells)
        {
            foreach (int size in s_sizes)
            {
                yield return CreateRandom(cell, size, draw);
            }
        }

        foreach ((RnnCell cell, int size) in s_wide)
        {
            yield return CreateRandom(cell, size, draw) with { SequenceLength = 3, BatchSize = 2, Unroll = Unrolling.Auto };
        }
    }

    private static Declaration CreateRandom(RnnCell cell, int size, Draw draw)
    {
        bool full = size <= MaxFullSize && draw.Chance(0.6);
        int inputSize = full || draw.Chance(0.25) ? draw.Between(1, 3) : draw.Between(1, 40);
        int outputSize = full || draw.Chance(0.25) ? draw.Between(1, 3) : draw.Between(1, 40);
        bool residual = outputSize <= inputSize && draw.Chance(0.3);
        return new Declaration
        {
            InputSize = inputSize,
            OutputSize = outputSize,
            SequenceLength = draw.Between(1, full ? 3 : 12),
            BatchSize = draw.Between(1, 6),
            Layers = [new RecurrentDeclaration(cell, size)],
            OutputActivation = Options.Activation(outputSize, residual, draw),
            Outputs = Options.Outputs(draw),
            Initialization = Options.Scheme([cell], draw),
            Unroll = full ? Unrolling.Full : draw.Of([Unrolling.Auto, Unrolling.None]),
            Residual = residual,
        };
    }
}
