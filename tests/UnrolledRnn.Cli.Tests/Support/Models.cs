using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Tests;

/// <summary>Models with drawn weights.</summary>
internal static class Models
{
    /// <summary>A recurrent layer of 4 units with a dense layer behind it.</summary>
    public static ModelDescription Recurrent(
        RnnCell cell = RnnCell.Lstm, int inputs = 1, int outputs = 1, double? rate = null, int seed = 1)
    {
        const int Units = 4;
        int rows = Units * cell switch { RnnCell.Lstm => 4, RnnCell.Gru or RnnCell.GruResetBefore => 3, _ => 1 };
        var random = new Random(seed);
        return new ModelDescription
        {
            Format = "drawn",
            InputSize = inputs,
            SampleRate = rate,
            Layers =
            [
                new ModelLayer(
                    new RecurrentLayerShape(cell, inputs, Units, Units),
                    new Dictionary<string, ModelTensor>
                    {
                        ["weight_ih"] = Tensor(random, rows, inputs),
                        ["weight_hh"] = Tensor(random, rows, Units),
                        ["bias_ih"] = Tensor(random, rows),
                        ["bias_hh"] = Tensor(random, rows),
                    }),
                new ModelLayer(
                    new DenseLayerShape(Units, outputs, LayerActivation.Identity),
                    new Dictionary<string, ModelTensor>
                    {
                        ["weight"] = Tensor(random, outputs, Units),
                        ["bias"] = Tensor(random, outputs),
                    }),
            ],
        };
    }

    /// <summary>Writes a model of an LSTM as a file of NAM, and returns its path.</summary>
    public static string WriteNam(TemporaryFolder folder, ModelDescription model, string name = "model.nam")
    {
        ModelFiles.Write(model, folder.PathOf(name));
        return folder.PathOf(name);
    }

    /// <summary>The model with another tensor in a layer.</summary>
    public static ModelDescription With(this ModelDescription model, int layer, string name, Func<float[], float[]> change)
    {
        ModelLayer[] layers = [.. model.Layers];
        ModelTensor tensor = layers[layer].Tensors[name];
        layers[layer] = layers[layer] with
        {
            Tensors = new Dictionary<string, ModelTensor>(layers[layer].Tensors)
            {
                [name] = new ModelTensor(change(tensor.Values.ToArray()), [.. tensor.Shape]),
            },
        };
        return model with { Layers = layers };
    }

    /// <summary>The model without a tensor of a layer.</summary>
    public static ModelDescription Without(this ModelDescription model, int layer, string name)
    {
        ModelLayer[] layers = [.. model.Layers];
        layers[layer] = layers[layer] with
        {
            Tensors = layers[layer].Tensors.Where(tensor => tensor.Key != name).ToDictionary(tensor => tensor.Key, tensor => tensor.Value),
        };
        return model with { Layers = layers };
    }

    private static ModelTensor Tensor(Random random, params int[] shape) => new(
        [.. Enumerable.Range(0, shape.Aggregate(1, (product, size) => product * size)).Select(_ => random.NextSingle() - 0.5f)], shape);
}
