using UnrolledRnn.Generator.Tests.Execution.Layers;

namespace UnrolledRnn.Generator.Tests.Models;

/// <summary>
/// A layer with its tensors by the ends of their names, such as <c>weight</c>, <c>weight_ih</c> or <c>weight_ih_reverse</c>.
/// </summary>
internal sealed record ModelLayer(LayerDeclaration Layer, IReadOnlyDictionary<string, float[]> Tensors)
{
    private const string Reverse = "_reverse";

    /// <summary>The tensors of a list of layers, and of an output layer, by the names that files of ours have.</summary>
    public static IReadOnlyDictionary<string, float[]> Name(IReadOnlyList<ModelLayer> layers, ModelLayer? output = null)
    {
        bool beginsWithDense = layers.Count > 0
            && layers[0].Layer is DenseDeclaration
            && layers.Any(layer => layer.Layer is RecurrentDeclaration);
        var names = new TensorNames(hasLayerAttributes: true, beginsWithDense);
        Dictionary<string, float[]> tensors = [];
        foreach (ModelLayer layer in layers)
        {
            layer.AddTo(tensors, NamesOf(layer.Layer, names));
        }

        output?.AddTo(tensors, tensor => $"linear.{tensor}");
        return tensors;
    }

    private static Func<string, string> NamesOf(LayerDeclaration layer, TensorNames names)
    {
        switch (layer)
        {
            case EmbeddingDeclaration:
                return tensor => $"embedding.{tensor}";
            case RecurrentDeclaration:
                Func<string, string> name = names.NextRecurrent();
                return tensor => tensor.EndsWith(Reverse, StringComparison.Ordinal)
                    ? name(tensor[..^Reverse.Length]) + Reverse
                    : name(tensor);
            case DenseDeclaration:
                string prefix = names.NextDense();
                return tensor => $"{prefix}.{tensor}";
            default:
                return tensor => tensor;
        }
    }

    private void AddTo(Dictionary<string, float[]> tensors, Func<string, string> name)
    {
        foreach ((string tensor, float[] values) in Tensors)
        {
            tensors.Add(name(tensor), values);
        }
    }
}
