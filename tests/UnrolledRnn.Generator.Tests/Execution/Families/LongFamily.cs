using UnrolledRnn.Generator.Tests.Execution.Layers;

namespace UnrolledRnn.Generator.Tests.Execution.Families;

/// <summary>
/// Sequences of more steps than a block has, through networks of more weights than the first cache holds: panels that go up and
/// down, blocks of steps with what remains behind them, products with the inputs of several steps.
/// </summary>
internal static class LongFamily
{
    private const int Count = 36;

    private static readonly RnnCell[] s_cells = Enum.GetValues<RnnCell>();

    /// <summary>Around the edges of blocks and panels; an Elman cell has panels of 128 units, others of 32.</summary>
    private static readonly int[] s_elmanSizes = [64, 100, 129, 136, 200];
    private static readonly int[] s_gatedSizes = [24, 32, 33, 40, 48, 56, 64, 72, 90, 100];

    /// <summary>Half as many bytes fit the first cache up to more units.</summary>
    private static readonly int[] s_narrowElmanSizes = [150, 200];
    private static readonly int[] s_narrowGatedSizes = [72, 80, 90, 100, 112];

    public static IEnumerable<Declaration> Create()
    {
        var draw = new Draw(25);
        for (int i = 0; i < Count; i++)
        {
            yield return CreateRandom(
                s_cells[i % s_cells.Length], shape: i / s_cells.Length % 3, isNarrow: i >= Count / 2 && i % 2 == 0, draw);
        }
    }

    /// <summary>Every cell occurs alone (shape 0), in a stack (1), and beside others with dense layers around them (2).</summary>
    private static Declaration CreateRandom(RnnCell cell, int shape, bool isNarrow, Draw draw)
    {
        RecurrentDeclaration first = Layer(cell, isNarrow, draw);
        bool isMixed = shape == 2;
        RecurrentDeclaration[] layers = isMixed
            ? [first, .. Enumerable.Range(0, draw.Between(0, 2)).Select(_ => Layer(Options.Cell(draw), isNarrow, draw))]
            : [.. Enumerable.Repeat(first, shape == 0 ? 1 : draw.Between(2, 3))];
        int outputSize = draw.Between(1, 20);
        int inputSize = draw.Chance(0.3) ? draw.Between(1, 3) : draw.Between(8, 70);
        bool residual = outputSize <= inputSize && draw.Chance(0.2);
        return new Declaration
        {
            IsMixed = isMixed,
            InputSize = inputSize,
            OutputSize = outputSize,
            SequenceLength = draw.Between(8, 19),
            BatchSize = draw.Of([1, 3, 6]),
            Layers = isMixed
                ? [
                    .. Options.Dense(chance: 0.6, largest: 40, LayerActivation.Tanh, draw),
                    .. layers,
                    .. Options.Dense(chance: 0.5, largest: 20, LayerActivation.Relu, draw),
                ]
                : layers,
            OutputActivation = Options.Activation(outputSize, residual, draw),
            Outputs = Options.Outputs(draw),
            Initialization = Options.Scheme([.. layers.Select(layer => layer.Cell)], draw),
            Unroll = draw.Of([Unrolling.Auto, Unrolling.None]),
            Residual = residual,
            Weights = !isNarrow ? WeightStorage.Float32 : draw.Of([WeightStorage.BFloat16, WeightStorage.Float16, WeightStorage.Int8]),
        };
    }

    private static RecurrentDeclaration Layer(RnnCell cell, bool isNarrow, Draw draw) =>
        new(cell, draw.Of((cell <= RnnCell.Sigmoid, isNarrow) switch
        {
            (true, false) => s_elmanSizes,
            (true, true) => s_narrowElmanSizes,
            (false, false) => s_gatedSizes,
            (false, true) => s_narrowGatedSizes,
        }));
}
