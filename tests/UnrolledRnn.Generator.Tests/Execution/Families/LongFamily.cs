using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Execution.Families;

/// <summary>
/// Sequences of more steps than a block has, through networks of more weights than the first cache holds: panels that go up and
/// down, blocks of steps with what remains behind them, products with the inputs of several steps.
/// </summary>
internal static class LongFamily
{
    private const int Count = 30;

    private static readonly int[] s_sizes = [20, 24, 32, 33, 40, 48, 56, 64, 72, 90, 100];

    public static IEnumerable<Declaration> Create()
    {
        var draw = new Draw(25);
        for (int i = 0; i < Count; i++)
        {
            yield return CreateRandom(i, draw);
        }
    }

    private static Declaration CreateRandom(int i, Draw draw)
    {
        // Every cell occurs alone, in a stack, and beside others with dense layers around them.
        var first = new Declaration.Recurrent(Enum.GetValues<RnnCell>()[i % 6], draw.Of(s_sizes));
        bool isMixed = i % 3 == 2;
        Declaration.Recurrent[] layers = isMixed
            ? [first, .. Enumerable.Range(0, draw.Between(0, 2)).Select(_ => new Declaration.Recurrent(Options.Cell(draw), draw.Of(s_sizes)))]
            : [.. Enumerable.Repeat(first, i % 3 == 0 ? 1 : draw.Between(2, 3))];
        int outputSize = draw.Between(1, 20);
        int inputSize = draw.Chance(0.3) ? draw.Between(1, 3) : draw.Between(8, 70);
        bool residual = outputSize <= inputSize && draw.Chance(0.3);
        return new Declaration
        {
            IsMixed = isMixed,
            InputSize = inputSize,
            OutputSize = outputSize,
            SequenceLength = draw.Between(8, 19),
            BatchSize = draw.Between(1, 3),
            Front = isMixed && draw.Chance(0.6) ? new(draw.Between(1, 40), LayerActivation.Tanh) : null,
            Layers = layers,
            Behind = isMixed && draw.Chance(0.5) ? [new(draw.Between(1, 20), LayerActivation.Relu)] : [],
            OutputActivation = Options.Activation(outputSize, residual, draw),
            Outputs = draw.Any<SequenceOutputs>(),
            Initialization = Options.Scheme([.. layers.Select(layer => layer.Cell)], draw),
            Unroll = draw.Of([Unrolling.Auto, Unrolling.None]),
            Residual = residual,
            Weights = draw.Chance(0.25) ? draw.Any<WeightStorage>() : WeightStorage.Float32,
        };
    }
}
