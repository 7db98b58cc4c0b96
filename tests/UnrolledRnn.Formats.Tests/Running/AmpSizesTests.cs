using UnrolledRnn.Formats.Tests.Support;

namespace UnrolledRnn.Formats.Tests.Running;

/// <summary>Sizes that are compiled ahead run files that fit, without a compiler.</summary>
public sealed class AmpSizesTests
{
    [Theory]
    [InlineData(1, 8)]
    [InlineData(1, 12)]
    [InlineData(1, 20)]
    [InlineData(1, 24)]
    [InlineData(1, 32)]
    [InlineData(1, 40)]
    [InlineData(2, 8)]
    [InlineData(2, 12)]
    [InlineData(2, 16)]
    public void Lstm_of_a_usual_size_is_run_by_a_class_and_sounds_as_by_loops(int layerCount, int hiddenSize)
    {
        AmpSizes.Use();
        ModelDescription description = Lstm(layerCount, hiddenSize);
        var plain = new PlainNetwork(description);
        float[] inputs = RandomWeights.Values(new Random(1), 100);
        float[] expected = new float[inputs.Length];
        plain.Forward(inputs, expected, new float[plain.StateSize]);

        using RecurrentModel model = RecurrentModel.Open(description);
        float[] outputs = new float[inputs.Length];
        model.Forward(inputs, outputs);

        Assert.Equal($"Lstm{layerCount}x{hiddenSize}", model.RunBy);
        Assert.All(expected.Zip(outputs), pair => Assert.Equal(pair.First, pair.Second, 2e-6f));
    }

    private static ModelDescription Lstm(int layerCount, int hiddenSize)
    {
        var random = new Random(2);
        List<ModelLayer> layers = [];
        for (int layer = 0; layer < layerCount; layer++)
        {
            int inputs = layer == 0 ? 1 : hiddenSize;
            var shape = new RecurrentLayerShape(RnnCell.Lstm, inputs, hiddenSize, hiddenSize);
            layers.Add(new ModelLayer(shape, new Dictionary<string, ModelTensor>
            {
                ["weight_ih"] = Tensor(random, 4 * hiddenSize, inputs),
                ["weight_hh"] = Tensor(random, 4 * hiddenSize, hiddenSize),
                ["bias_ih"] = Tensor(random, 4 * hiddenSize),
                ["c_0"] = new(new float[hiddenSize], hiddenSize),
            }));
        }

        layers.Add(new ModelLayer(new DenseLayerShape(hiddenSize, 1, LayerActivation.Identity), new Dictionary<string, ModelTensor>
        {
            ["weight"] = Tensor(random, 1, hiddenSize), ["bias"] = Tensor(random, 1),
        }));
        return new ModelDescription { InputSize = 1, Layers = layers };
    }

    private static ModelTensor Tensor(Random random, params int[] shape) => new(
        RandomWeights.Values(random, shape.Aggregate(1, (product, size) => product * size)), shape);
}
