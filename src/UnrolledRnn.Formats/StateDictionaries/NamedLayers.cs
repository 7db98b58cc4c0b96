using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>Gives layers that are known their tensors.</summary>
internal static class NamedLayers
{
    /// <summary>The layers with their tensors.</summary>
    /// <exception cref="ModelFormatException">
    /// Tensors are missing, left over, or of another shape; the message names all of them.
    /// </exception>
    public static IReadOnlyList<ModelLayer> Read(StateDictionary file, IReadOnlyList<LayerShape> shapes, TensorNames names)
    {
        List<string> problems = [];
        HashSet<string> used = new(StringComparer.Ordinal);
        List<ModelLayer> layers = [];
        for (int i = 0; i < shapes.Count; i++)
        {
            Dictionary<string, ModelTensor> tensors = new(StringComparer.Ordinal);
            foreach (TensorNeed need in LayerTensors.Of(shapes[i]))
            {
                string name = names.Of(i, need.Name);
                used.Add(name);
                if (file.Tensors.TryGetValue(name, out ModelTensor? tensor))
                {
                    Check(name, need, tensor, problems);
                    tensors.Add(need.Name, tensor);
                }
                else if (!need.Optional && !file.Others.ContainsKey(name))
                {
                    problems.Add($"'{name}' is missing, expected {ModelTensor.TextOf(need.Shape)}");
                }
            }

            layers.Add(new ModelLayer(shapes[i], tensors));
        }

        CheckTied(file, shapes, used, problems);
        problems.AddRange(file.Tensors.Where(tensor => !used.Contains(tensor.Key))
            .Select(tensor => $"'{tensor.Key}' of shape {tensor.Value.ShapeText} is left over"));
        problems.AddRange(file.Others.Select(other => $"'{other.Key}' is {other.Value}, which no layer here has"));
        return problems.Count == 0 ? layers : throw Problems.Exception(file.Path, problems);
    }

    private static void Check(string name, TensorNeed need, ModelTensor tensor, List<string> problems)
    {
        if (!tensor.Shape.SequenceEqual(need.Shape))
        {
            problems.Add($"expected '{name}' of shape {ModelTensor.TextOf(need.Shape)}, found {tensor.ShapeText}");
        }
    }

    /// <summary>A program other than this library's writes a table that is also an output layer's weights twice.</summary>
    private static void CheckTied(StateDictionary file, IReadOnlyList<LayerShape> shapes, HashSet<string> used, List<string> problems)
    {
        if (shapes[^1] is not DenseLayerShape { IsTied: true }
            || !file.Tensors.TryGetValue(TensorNames.OutputWeight, out ModelTensor? weight))
        {
            return;
        }

        used.Add(TensorNames.OutputWeight);
        if (!file.Tensors.TryGetValue(TensorNames.Table, out ModelTensor? table) || !weight.Shape.SequenceEqual(table.Shape)
            || !weight.Values.SequenceEqual(table.Values))
        {
            problems.Add($"the output is tied to the embedding, but '{TensorNames.OutputWeight}' differs from '{TensorNames.Table}'");
        }
    }
}
