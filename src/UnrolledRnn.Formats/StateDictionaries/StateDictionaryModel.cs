using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>
/// Finds the model whose tensors a file holds, where the file says nothing else of it. Functions between layers are not in such a file:
/// dense layers have none.
/// </summary>
internal static class StateDictionaryModel
{
    /// <summary>The model.</summary>
    /// <exception cref="ModelFormatException">The tensors are of no model here; the message names all that do not fit.</exception>
    public static ModelDescription Read(StateDictionary file, ModelReadOptions options, string format)
    {
        StateDictionary named = file.Renamed(options.Names);
        List<string> problems = [];
        IReadOnlyList<StateModule> modules = StateModules.Of(named, options, problems);
        if (problems.Count == 0 && modules.Count == 0)
        {
            problems.Add("the file holds no tensors");
        }

        IReadOnlyList<ModuleReading>? order = null;
        if (problems.Count == 0)
        {
            order = ModuleOrder.Find(modules, named.IsOrdered, out string? problem);
            problems.AddRange(problem is null ? [] : [problem]);
        }

        if (order is null)
        {
            throw Problems.Exception(file.Path, problems);
        }

        ModelLayer[] layers = [.. order.SelectMany(reading => reading.Layers)];
        return new ModelDescription
        {
            Format = format,
            InputSize = layers[0].Shape.InputSize,
            Layers = Tied(layers),
            Outputs = options.Outputs,
        };
    }

    /// <summary>The layers, the output layer without weights where they are the table of the embedding.</summary>
    private static ModelLayer[] Tied(ModelLayer[] layers)
    {
        if (layers.Length > 1 && layers[0].Shape is EmbeddingLayerShape && layers[^1].Shape is DenseLayerShape { IsTied: false } dense
            && layers[^1].Tensors["weight"] is ModelTensor weight && layers[0].Tensors["weight"] is ModelTensor table
            && weight.Shape.SequenceEqual(table.Shape) && weight.Values.SequenceEqual(table.Values))
        {
            layers[^1] = new ModelLayer(
                dense with { IsTied = true },
                layers[^1].Tensors.Where(tensor => tensor.Key != "weight").ToDictionary(StringComparer.Ordinal));
        }

        return layers;
    }
}
