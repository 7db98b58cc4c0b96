namespace UnrolledRnn.Formats;

/// <summary>
/// The full names of a model's tensors in a file. A class of layers that are alike has one module <c>rnn</c> of many layers; one of
/// listed layers has a module for each, counted among those of its kind.
/// </summary>
internal sealed class TensorNames
{
    /// <summary>The table of an embedding.</summary>
    public const string Table = "embedding.weight";

    /// <summary>The weights of the output layer.</summary>
    public const string OutputWeight = $"{Output}.weight";

    private const string Output = "linear";
    private const string Recurrent = "rnn";

    private readonly List<(string Module, int? Layer)> _places = [];

    private TensorNames()
    {
    }

    /// <summary>The names in files of the class that declares a model.</summary>
    public static TensorNames Of(ModelDescription model) =>
        Of([.. model.Layers.Select(layer => layer.Shape)], DeclarationForm.Of(model));

    /// <summary>The names in files of a class of some form.</summary>
    public static TensorNames Of(IReadOnlyList<LayerShape> layers, DeclarationForm form) =>
        form.IsAlike ? Alike(layers, Recurrent, Output) : Listed(layers, form.HasOutputLayer);

    /// <summary>The names of a recurrent module of many layers and of the dense one behind it.</summary>
    public static TensorNames Alike(IReadOnlyList<LayerShape> layers, string recurrent, string dense)
    {
        var names = new TensorNames();
        for (int i = 0; i < layers.Count; i++)
        {
            names._places.Add(layers[i] is RecurrentLayerShape ? (recurrent, i) : (dense, null));
        }

        return names;
    }

    /// <summary>The full name of a tensor of a layer.</summary>
    /// <param name="layer">The layer, counted from 0.</param>
    /// <param name="tensor">The name within the layer, such as <c>weight_ih_reverse</c>.</param>
    public string Of(int layer, string tensor)
    {
        (string module, int? number) = _places[layer];
        if (number is null)
        {
            return $"{module}.{tensor}";
        }

        bool isReverse = tensor.EndsWith(LayerTensors.Reverse, StringComparison.Ordinal);
        string name = isReverse ? tensor[..^LayerTensors.Reverse.Length] : tensor;
        return $"{module}.{name}_l{number}{(isReverse ? LayerTensors.Reverse : "")}";
    }

    private static TensorNames Listed(IReadOnlyList<LayerShape> layers, bool hasOutput)
    {
        var names = new TensorNames();
        bool hasFront = layers.Count > 0 && layers[0] is DenseLayerShape && layers.OfType<RecurrentLayerShape>().Any();
        int recurrent = 0;
        int dense = 0;
        for (int i = 0; i < layers.Count; i++)
        {
            names._places.Add(layers[i] switch
            {
                RecurrentLayerShape => ($"{Recurrent}.{recurrent++}", 0),
                DenseLayerShape when hasOutput && i == layers.Count - 1 => (Output, null),
                DenseLayerShape when hasFront && i == 0 => ("input", null),
                DenseLayerShape => ($"dense.{dense++}", null),
                EmbeddingLayerShape => ("embedding", null),
                _ => ("", null),
            });
        }

        return names;
    }
}
