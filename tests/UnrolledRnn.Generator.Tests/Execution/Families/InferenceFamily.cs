using UnrolledRnn.Generator.Tests.Execution.Layers;

namespace UnrolledRnn.Generator.Tests.Execution.Families;

/// <summary>Networks that infer with faster activations or narrower weights than they train with.</summary>
internal static class InferenceFamily
{
    private const int CountOfEach = 14;

    private static readonly int[] s_sizes = [3, 8, 9, 16, 17, 24, 31, 32, 40, 64];

    public static IEnumerable<Declaration> Create()
    {
        var draw = new Draw(24);
        for (int i = 0; i < CountOfEach; i++)
        {
            yield return CreateRandom(i, ActivationPrecision.Fast, WeightStorage.Float32, draw);
            yield return CreateRandom(i, ActivationPrecision.Accurate, WeightStorage.BFloat16, draw);
            yield return CreateRandom(i, ActivationPrecision.Accurate, WeightStorage.Int8, draw);
            yield return CreateRandom(i, i % 4 == 0 ? ActivationPrecision.Fast : ActivationPrecision.Accurate, WeightStorage.Float16, draw);
        }
    }

    private static Declaration CreateRandom(int i, ActivationPrecision activations, WeightStorage weights, Draw draw)
    {
        // Every cell occurs with every option.
        var first = new RecurrentDeclaration(Enum.GetValues<RnnCell>()[i % 6], draw.Of(s_sizes));
        var second = new RecurrentDeclaration(Options.Cell(draw), draw.Of(s_sizes));
        bool isMixed = i % 3 == 2;
        int outputSize = draw.Between(1, 20);
        return new Declaration
        {
            IsMixed = isMixed,
            InputSize = draw.Between(1, 30),
            OutputSize = outputSize,
            SequenceLength = draw.Between(1, 8),
            BatchSize = draw.Between(1, 5),
            Layers = isMixed
                ? [
                    .. Options.Dense(chance: 0.5, largest: 20, LayerActivation.Tanh, draw),
                    first,
                    second,
                    .. Options.Dense(chance: 0.5, largest: 20, LayerActivation.Sigmoid, draw),
                ]
                : [.. Enumerable.Repeat(first, draw.Between(1, 2))],
            OutputActivation = Options.Activation(outputSize, residual: false, draw),
            Outputs = Options.Outputs(draw),
            Unroll = draw.Of([Unrolling.Auto, Unrolling.None]),
            Activations = activations,
            Weights = weights,
        };
    }
}
