using UnrolledRnn.Build;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Generator.Tests.Files;

/// <summary>What the build writes of an Elman network of two units.</summary>
internal static class SmallModel
{
    /// <summary>The text for the generator.</summary>
    /// <param name="name">What the project calls the file.</param>
    /// <param name="weight">One of its weights.</param>
    public static string Text(string name, float weight = 1)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var model = new ModelDescription
        {
            InputSize = 1,
            Layers =
            [
                new ModelLayer(
                    new RecurrentLayerShape(RnnCell.Tanh, 1, 2, 2),
                    new Dictionary<string, ModelTensor>
                    {
                        ["weight_ih"] = new([weight, 2], 2, 1), ["weight_hh"] = new([1, 2, 3, 4], 2, 2), ["bias_ih"] = new([5, 6], 2),
                    }),
                new ModelLayer(
                    new DenseLayerShape(2, 1, LayerActivation.Identity),
                    new Dictionary<string, ModelTensor> { ["weight"] = new([7, 8], 1, 2), ["bias"] = new([9], 1) }),
            ],
        };
        ModelText.Write(model, name, isResource: false, text);
        return text.ToString();
    }
}
