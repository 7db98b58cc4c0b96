using UnrolledRnn.Formats;

namespace UnrolledRnn.Compiler.Tests;

/// <summary>Models with drawn weights, and inputs for them.</summary>
internal static class Models
{
    /// <summary>An LSTM of 5 units with one input and output.</summary>
    public static ModelDescription Random(int seed, bool bidirectional = false)
    {
        var random = new Random(seed);
        int outputs = bidirectional ? 10 : 5;
        Dictionary<string, ModelTensor> tensors = [];
        foreach (string direction in bidirectional ? ["", "_reverse"] : new[] { "" })
        {
            tensors[$"weight_ih{direction}"] = Tensor(random, 20, 1);
            tensors[$"weight_hh{direction}"] = Tensor(random, 20, 5);
            tensors[$"bias_ih{direction}"] = Tensor(random, 20);
        }

        return new ModelDescription
        {
            InputSize = 1,
            Layers =
            [
                new ModelLayer(new RecurrentLayerShape(RnnCell.Lstm, 1, 5, outputs) { Bidirectional = bidirectional }, tensors),
                new ModelLayer(
                    new DenseLayerShape(outputs, 1, LayerActivation.Identity),
                    new Dictionary<string, ModelTensor> { ["weight"] = Tensor(random, 1, outputs), ["bias"] = Tensor(random, 1) }),
            ],
        };
    }

    /// <summary>A model of five tokens.</summary>
    public static ModelDescription Tokens(bool residual)
    {
        var random = new Random(10);
        return new ModelDescription
        {
            InputSize = 5,
            Residual = residual,
            Layers =
            [
                new ModelLayer(new EmbeddingLayerShape(5, 3), new Dictionary<string, ModelTensor> { ["weight"] = Tensor(random, 5, 3) }),
                new ModelLayer(new RecurrentLayerShape(RnnCell.Gru, 3, 4, 4), new Dictionary<string, ModelTensor>
                {
                    ["weight_ih"] = Tensor(random, 12, 3), ["weight_hh"] = Tensor(random, 12, 4), ["bias_ih"] = Tensor(random, 12),
                    ["bias_hh"] = Tensor(random, 12),
                }),
                new ModelLayer(new DenseLayerShape(4, 5, LayerActivation.Identity), new Dictionary<string, ModelTensor>
                {
                    ["weight"] = Tensor(random, 5, 4), ["bias"] = Tensor(random, 5),
                }),
            ],
        };
    }

    /// <summary>Numbers in ±1/2.</summary>
    public static float[] Inputs(int count)
    {
        var random = new Random(9);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }

    private static ModelTensor Tensor(Random random, params int[] shape) => new(
        [.. Enumerable.Range(0, shape.Aggregate(1, (product, size) => product * size)).Select(_ => random.NextSingle() - 0.5f)], shape);
}
