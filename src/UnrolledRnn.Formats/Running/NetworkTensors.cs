namespace UnrolledRnn.Formats;

/// <summary>Puts the tensors of a model into a generated network of the same layers, and takes them out again.</summary>
internal static class NetworkTensors
{
    /// <summary>Whether a class computes what a model does, from whatever state.</summary>
    public static bool Fits(ModelDescription model, NetworkShape shape) =>
        model.InputSize == shape.InputSize
        && model.Residual == shape.Residual
        && model.Outputs == shape.Outputs
        && model.Layers.Select(layer => layer.Shape).SequenceEqual(shape.Layers);

    /// <summary>A model as the message of a class that does not fit says it.</summary>
    public static string Describe(ModelDescription model) =>
        $"{model}, outputs {model.Outputs}{(model.HasInitialState ? ", with an initial state (InitialState = Learned)" : "")}";

    /// <summary>Copies every tensor; what a model leaves out is zero.</summary>
    /// <param name="model">A model that fits.</param>
    /// <param name="tensors">The tensors of the class.</param>
    /// <param name="parameters">The parameters of the network.</param>
    public static void Fill(ModelDescription model, ParameterTensors tensors, Span<float> parameters)
    {
        foreach ((ParameterTensor tensor, int layer, string name) in Places(model.Layers.Select(layer => layer.Shape), tensors))
        {
            float[] values = Values(model.Layers[layer], name, tensor);
            if (tensor.SummedName is string summed && model.Layers[layer].Tensors.TryGetValue(LocalName(summed), out ModelTensor? second))
            {
                Span<float> merged = values.AsSpan(0, tensor.SummedRows);
                System.Numerics.Tensors.TensorPrimitives.Add(merged, second.Values[..tensor.SummedRows], merged);
            }

            tensor.CopyFrom(values, parameters);
        }
    }

    /// <summary>The layers of a generated network with their tensors.</summary>
    public static IReadOnlyList<ModelLayer> Layers(NetworkShape shape, ParameterTensors tensors, ReadOnlySpan<float> parameters)
    {
        Dictionary<string, ModelTensor>[] found =
            [.. shape.Layers.Select(_ => new Dictionary<string, ModelTensor>(StringComparer.Ordinal))];
        foreach ((ParameterTensor tensor, int layer, string name) in Places(shape.Layers, tensors))
        {
            // Of a part of a tensor, the rows in front are zero: those are summed into another tensor.
            int columns = tensor.Columns ?? 1;
            float[] values = new float[(tensor.FirstRow + tensor.Rows) * columns];
            tensor.CopyTo(parameters, values.AsSpan(tensor.FirstRow * columns));
            found[layer][name] = tensor.Columns is null
                ? new ModelTensor(values, values.Length)
                : new ModelTensor(values, values.Length / columns, columns);
        }

        return [.. shape.Layers.Select((layer, i) => new ModelLayer(layer, found[i]))];
    }

    /// <summary>
    /// The layer of each tensor of a class, and its name within the layer. They stand in order, each name once in a layer.
    /// </summary>
    private static IEnumerable<(ParameterTensor Tensor, int Layer, string Name)> Places(
        IEnumerable<LayerShape> layers, ParameterTensors tensors)
    {
        HashSet<string>[] needs =
            [.. layers.Select(layer => LayerTensors.Of(layer).Select(need => need.Name).ToHashSet(StringComparer.Ordinal))];
        int layer = 0;
        foreach (ParameterTensor tensor in tensors)
        {
            string name = LocalName(tensor.Name);
            while (!needs[layer].Remove(name))
            {
                layer++;
            }

            yield return (tensor, layer, name);
        }
    }

    private static float[] Values(ModelLayer layer, string name, ParameterTensor tensor) =>
        layer.Tensors.TryGetValue(name, out ModelTensor? found)
            ? found.Values.Slice(tensor.FirstRow * (tensor.Columns ?? 1), tensor.Count).ToArray()
            : new float[tensor.Count];

    /// <summary>A name within its layer: <c>rnn.0.weight_ih_l0_reverse</c> → <c>weight_ih_reverse</c>.</summary>
    private static string LocalName(string name)
    {
        string local = name[(name.LastIndexOf('.') + 1)..];
        int level = local.LastIndexOf("_l", StringComparison.Ordinal);
        if (level < 0 || level + 2 >= local.Length || !char.IsAsciiDigit(local[level + 2]))
        {
            return local;
        }

        int end = level + 2;
        while (end < local.Length && char.IsAsciiDigit(local[end]))
        {
            end++;
        }

        return local[..level] + local[end..];
    }
}
