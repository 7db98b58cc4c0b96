using UnrolledRnn.Generator.Tests.Execution.Layers;

namespace UnrolledRnn.Generator.Tests.Execution.Families;

/// <summary>Two or three equal layers, and one to three in both directions.</summary>
internal static class StackFamily
{
    private const int CountOfEach = 24;

    /// <summary>Full unrolling of more is refused with a diagnostic, which has a test of its own.</summary>
    private const int MaxFullSize = 4;

    public static IEnumerable<Declaration> Create()
    {
        var draw = new Draw(22);
        for (int i = 0; i < CountOfEach; i++)
        {
            yield return CreateRandom(draw.Between(2, 3), bidirectional: false, draw);
        }

        for (int i = 0; i < CountOfEach; i++)
        {
            yield return CreateRandom(i % 2 == 0 ? 1 : draw.Between(2, 3), bidirectional: true, draw);
        }
    }

    private static Declaration CreateRandom(int layers, bool bidirectional, Draw draw)
    {
        var layer = new RecurrentDeclaration(Options.Cell(draw), Options.Size(draw), bidirectional);
        bool full = !bidirectional && layer.Size <= MaxFullSize;
        int inputSize = draw.Between(1, full || draw.Chance(0.4) ? 3 : 40);
        int outputSize = draw.Between(1, full || draw.Chance(0.4) ? 3 : 40);
        bool residual = outputSize <= inputSize && draw.Chance(0.3);
        return new Declaration
        {
            InputSize = inputSize,
            OutputSize = outputSize,
            SequenceLength = draw.Between(1, full ? 2 : 8),
            BatchSize = draw.Between(1, 5),
            Layers = [.. Enumerable.Repeat(layer, layers)],
            OutputActivation = Options.Activation(outputSize, residual, draw),
            Outputs = Options.Outputs(draw),
            Initialization = Options.Scheme([layer.Cell], draw),
            Unroll = bidirectional ? Unrolling.Auto : full ? Unrolling.Full : draw.Of([Unrolling.Auto, Unrolling.None]),
            Residual = residual,
        };
    }
}
