using UnrolledRnn.Generator.Tests.Execution.Layers;

namespace UnrolledRnn.Generator.Tests.Execution.Families;

/// <summary>Recurrent layers of different cells, sizes and directions, with dense layers around them.</summary>
internal static class MixedFamily
{
    private const int Count = 44;

    public static IEnumerable<Declaration> Create()
    {
        var draw = new Draw(23);
        for (int i = 0; i < Count; i++)
        {
            yield return CreateRandom(mayBeBidirectional: i % 3 == 0, draw);
        }
    }

    private static Declaration CreateRandom(bool mayBeBidirectional, Draw draw)
    {
        RecurrentDeclaration[] layers = [.. Enumerable.Range(0, draw.Between(1, 3)).Select(_ => CreateLayer(mayBeBidirectional, draw))];
        int inputSize = draw.Between(1, draw.Chance(0.4) ? 3 : 40);
        int outputSize = draw.Between(1, draw.Chance(0.4) ? 3 : 40);
        bool residual = outputSize <= inputSize && draw.Chance(0.4);
        return new Declaration
        {
            IsMixed = true,
            InputSize = inputSize,
            OutputSize = outputSize,
            SequenceLength = draw.Between(1, 8),
            BatchSize = draw.Between(1, 5),
            Layers =
            [
                .. draw.Chance(0.5) ? [CreateDense(draw)] : Array.Empty<DenseDeclaration>(),
                .. layers,
                .. Enumerable.Range(0, draw.Between(0, 2)).Select(_ => CreateDense(draw)),
            ],
            OutputActivation = Options.Activation(outputSize, residual, draw),
            Outputs = Options.Outputs(draw),
            Initialization = Options.Scheme([.. layers.Select(layer => layer.Cell)], draw),
            Unroll = layers.Any(layer => layer.Bidirectional) ? Unrolling.Auto : draw.Of([Unrolling.Auto, Unrolling.None]),
            Residual = residual,
        };
    }

    private static RecurrentDeclaration CreateLayer(bool mayBeBidirectional, Draw draw) =>
        new(Options.Cell(draw), Options.Size(draw), mayBeBidirectional && draw.Chance(0.6));

    private static DenseDeclaration CreateDense(Draw draw) => new(draw.Between(1, 40), Options.DenseActivation(draw));
}
