namespace UnrolledRnn.Formats;

/// <summary>A layer of a file of RTNeural.</summary>
internal static class RtNeuralLayer
{
    private const int MaxSize = 1 << 20;

    /// <summary>Reads a layer.</summary>
    /// <param name="entry">Its object.</param>
    /// <param name="number">Counted from 1, for messages.</param>
    /// <param name="inputSize">Values that the layer above gives.</param>
    public static ModelLayer Read(JsonFields entry, int number, int inputSize)
    {
        string type = entry.Text("type");
        string name = $"layer {number} ({type})";
        if (type is not ("dense" or "time-distributed-dense" or "gru" or "lstm" or "activation"))
        {
            throw entry.Problem(
                $"layer {number} is a {type}, which no network here has; expected dense, time-distributed-dense, gru, lstm or activation");
        }

        int size = LastDimension(entry, "shape") ?? throw entry.Problem($"{name}: its shape is to end with the number of its units");
        string activation = entry.Text("activation", "");
        IReadOnlyList<ModelTensor> tensors = Tensors(entry, name);
        switch (type)
        {
            case "activation":
                Check(entry, name, size, inputSize, [], tensors);
                return size == inputSize
                    ? new ModelLayer(new ActivationLayerShape(size, Activation(entry, name, activation)))
                    : throw entry.Problem($"{name}: its shape declares {size} values, but the layer above gives {inputSize}");
            case "lstm" or "gru":
                if (activation is not ("" or "tanh"))
                {
                    throw entry.Problem($"{name} has the activation '{activation}', expected tanh");
                }

                RnnCell cell = type == "lstm" ? RnnCell.Lstm : RnnCell.Gru;
                var recurrent = new RecurrentLayerShape(cell, inputSize, size, size) { Bias = tensors.Count > 2 };
                Check(entry, name, size, inputSize, KerasLayout.RecurrentNeeds(recurrent), tensors);
                return new ModelLayer(recurrent, new Dictionary<string, ModelTensor>(KerasLayout.Recurrent(recurrent, tensors)));
            default:
                var dense = new DenseLayerShape(inputSize, size, Activation(entry, name, activation)) { Bias = tensors.Count > 1 };
                Check(entry, name, size, inputSize, KerasLayout.DenseNeeds(inputSize, size, dense.Bias), tensors);
                return KerasLayout.Dense(dense, tensors);
        }
    }

    /// <summary>The last number of a shape whose others may be null, or null where there is none.</summary>
    public static int? LastDimension(JsonFields fields, string name) => fields.Value[name] switch
    {
        JsonNumbers { Values: [.., >= 1 and <= MaxSize and float size] } when size == MathF.Floor(size) => (int)size,
        JsonList { Items: [.., JsonNumber { Value: >= 1 and <= MaxSize and double size }] } when size == Math.Floor(size) => (int)size,
        _ => null,
    };

    private static LayerActivation Activation(JsonFields entry, string name, string activation) => activation switch
    {
        "" or "linear" => LayerActivation.Identity,
        "tanh" => LayerActivation.Tanh,
        "sigmoid" => LayerActivation.Sigmoid,
        "relu" => LayerActivation.Relu,
        "softmax" => LayerActivation.Softmax,
        "elu" => LayerActivation.Elu,
        _ => throw entry.Problem($"{name} has the activation '{activation}', expected tanh, sigmoid, relu, softmax or elu"),
    };

    private static void Check(
        JsonFields entry, string name, int size, int inputSize, IReadOnlyList<TensorNeed> needs, IReadOnlyList<ModelTensor> tensors)
    {
        if (KerasLayout.Misfit(needs, tensors) is string misfit)
        {
            throw entry.Problem($"{name}: its shape declares {size} units of {inputSize} inputs, that is weights {misfit}");
        }
    }

    /// <summary>The tensors of a layer; a JSON array of equal ones has been read as one array of numbers.</summary>
    private static IReadOnlyList<ModelTensor> Tensors(JsonFields entry, string name) => entry.Value["weights"] switch
    {
        null or JsonLiteral { Value: null } => [],
        JsonList list => [.. list.Items.Select(item => item is JsonNumbers numbers
            ? new ModelTensor(numbers.Values, numbers.Shape)
            : throw entry.Problem($"{name}: its weights hold {item.Kind}, expected numbers"))],
        JsonNumbers { Shape: [int count, .. { Length: > 0 } rest] } numbers => [.. numbers.Values
            .Chunk(numbers.Values.Length / count)
            .Select(values => new ModelTensor(values, rest))],
        JsonValue other => throw entry.Problem($"{name}: its weights are {other.Kind}, expected a list of them"),
    };
}
