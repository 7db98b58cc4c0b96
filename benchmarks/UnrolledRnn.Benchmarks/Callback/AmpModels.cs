using UnrolledRnn.Formats;

namespace UnrolledRnn.Benchmarks.Callback;

/// <summary>Models of the sizes that amplifiers have, with drawn weights.</summary>
internal static class AmpModels
{
    private static readonly int[] s_sizes = [16, 8, 24, 12, 40, 20, 32];

    /// <summary>One of them after the other.</summary>
    public static ModelDescription Next(int number)
    {
        int hidden = s_sizes[number % s_sizes.Length];
        var random = new Random(number);
        return new ModelDescription
        {
            InputSize = 1,
            Layers =
            [
                new ModelLayer(
                    new RecurrentLayerShape(RnnCell.Lstm, 1, hidden, hidden),
                    new Dictionary<string, ModelTensor>
                    {
                        ["weight_ih"] = Tensor(random, 4 * hidden, 1),
                        ["weight_hh"] = Tensor(random, 4 * hidden, hidden),
                        ["bias_ih"] = Tensor(random, 4 * hidden),
                    }),
                new ModelLayer(
                    new DenseLayerShape(hidden, 1, LayerActivation.Identity),
                    new Dictionary<string, ModelTensor> { ["weight"] = Tensor(random, 1, hidden), ["bias"] = Tensor(random, 1) }),
            ],
        };
    }

    private static ModelTensor Tensor(Random random, params int[] shape) => new(
        [.. Enumerable.Range(0, shape.Aggregate(1, (product, size) => product * size)).Select(_ => (random.NextSingle() - 0.5f) * 0.5f)],
        shape);
}
