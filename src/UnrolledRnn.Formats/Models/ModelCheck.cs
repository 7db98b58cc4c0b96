using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>Refuses a description whose layers and tensors do not fit each other, with all that is wrong in one message.</summary>
internal static class ModelCheck
{
    /// <summary>Throws unless every layer has its tensors, fits the layer in front, and holds numbers.</summary>
    /// <returns>The model, each layer written in one way.</returns>
    /// <exception cref="ModelFormatException">It does not.</exception>
    public static ModelDescription Check(ModelDescription model, string path, bool allowNonFinite)
    {
        List<string> problems = [];
        List<int> sizes = [model.InputSize];
        if (model.InputSize < 1)
        {
            problems.Add($"the input has {model.InputSize} values, expected 1 at least");
        }

        if (model.Layers.Count == 0)
        {
            problems.Add("there is no layer");
        }

        for (int i = 0; i < model.Layers.Count; i++)
        {
            CheckLayer(model.Layers[i], $"layer {i + 1} ({model.Layers[i].Shape})", sizes, model, allowNonFinite, problems);
            sizes.Add(model.Layers[i].Shape.OutputSize);
        }

        if (model.Residual && model.OutputSize > model.InputSize)
        {
            problems.Add($"inputs are added to {model.OutputSize} outputs, but there are only {model.InputSize}");
        }

        if (problems.Count > 0)
        {
            throw Problems.Exception(path, problems);
        }

        return RecurrentShapes.Normalize(model);
    }

    private static void CheckLayer(
        ModelLayer layer, string name, List<int> sizes, ModelDescription model, bool allowNonFinite, List<string> problems)
    {
        if (layer.Shape.InputSize != sizes[^1])
        {
            problems.Add($"{name} reads {layer.Shape.InputSize} values, but the layer above gives {sizes[^1]}");
        }

        int from = layer.Shape switch { SkipLayerShape skip => skip.From, ConcatLayerShape concat => concat.From, _ => 0 };
        if (from < 0 || from >= sizes.Count)
        {
            problems.Add($"{name} reads layer {from}, which is not above it");
        }
        else if (layer.Shape is SkipLayerShape && sizes[from] != layer.Shape.InputSize)
        {
            problems.Add($"{name} adds {sizes[from]} values to {layer.Shape.InputSize}");
        }

        if (layer.Shape is DenseLayerShape { IsTied: true } && model.Layers[0].Shape is not EmbeddingLayerShape)
        {
            problems.Add($"{name} is tied to an embedding, which the model does not have");
        }

        var needs = LayerTensors.Of(layer.Shape).ToDictionary(need => need.Name, StringComparer.Ordinal);
        foreach (TensorNeed need in needs.Values)
        {
            string shape = ModelTensor.TextOf(need.Shape);
            if (!layer.Tensors.TryGetValue(need.Name, out ModelTensor? tensor))
            {
                if (!need.Optional)
                {
                    problems.Add($"{name}: '{need.Name}' is missing, expected {shape}");
                }
            }
            else if (!tensor.Shape.SequenceEqual(need.Shape))
            {
                problems.Add($"{name}: expected '{need.Name}' of shape {shape}, found {tensor.ShapeText}");
            }
            else if (!allowNonFinite && !StateValues.IsFinite(tensor.Values))
            {
                problems.Add($"{name}: '{need.Name}' holds NaN or infinite values: the model has diverged");
            }
        }

        problems.AddRange(layer.Tensors.Keys
            .Where(key => !needs.ContainsKey(key))
            .Select(key => $"{name}: '{key}' is left over, of shape {layer.Tensors[key].ShapeText}"));
    }
}
