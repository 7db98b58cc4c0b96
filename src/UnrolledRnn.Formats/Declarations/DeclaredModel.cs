using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>Reads the model of a file whose texts declare it, as files of this library do.</summary>
internal static class DeclaredModel
{
    private const string ResidualKey = Checksum.Prefix + "residual";
    private const string CellKey = Checksum.Prefix + "cell";
    private const string OutputActivationKey = Checksum.Prefix + "output_activation";
    private const string DenseKey = Checksum.Prefix + "dense_activations";

    /// <summary>The model: declared by the texts, else found from the tensors.</summary>
    /// <exception cref="ModelFormatException">The texts are damaged, or the tensors are not those of the declaration.</exception>
    public static ModelDescription Read(
        StateDictionary file, IReadOnlyDictionary<string, string> texts, ModelReadOptions options, string format)
    {
        ModelDescription model = texts.TryGetValue(ModelTexts.LayersKey, out string? layers)
            ? FromLayers(file.Renamed(options.Names), layers, format) with { Outputs = options.Outputs }
            : WithFunctions(StateDictionaryModel.Read(file, WithCell(options, texts), format), texts, file.Path);
        model = model with { Residual = texts.GetValueOrDefault(ResidualKey) == "true" };
        var header = new SafetensorsHeader();
        foreach ((string key, string text) in texts)
        {
            header.Metadata[key] = text;
        }

        ModelTexts.Check(model, header, file.Path);
        return ModelTexts.Read(model, texts, file.Path);
    }

    private static ModelDescription FromLayers(StateDictionary file, string text, string format)
    {
        IReadOnlyList<LayerShape> shapes;
        TensorNames names;
        int inputSize;
        try
        {
            // The text does not say what the first layer reads, but its tensors do.
            shapes = LayerText.Parse(text, 1);
            names = Names(file, shapes);
            inputSize = InputSize(file, shapes, names);
            shapes = LayerText.Parse(text, inputSize);
        }
        catch (FormatException exception) when (exception is not ModelFormatException)
        {
            throw new ModelFormatException(file.Path, $"{ModelTexts.LayersKey} is damaged: {exception.Message}.", exception);
        }

        return new ModelDescription { Format = format, InputSize = inputSize, Layers = NamedLayers.Read(file, shapes, names) };
    }

    /// <summary>The names of the class that wrote a file; what it is called, it is declared as.</summary>
    private static TensorNames Names(StateDictionary file, IReadOnlyList<LayerShape> shapes) => TensorNames.Of(shapes, new DeclarationForm(
        IsAlike: file.Tensors.ContainsKey("rnn.weight_ih_l0"),
        HasOutputLayer: shapes[^1] is DenseLayerShape { IsTied: true }
            || file.Tensors.Keys.Any(name => name.StartsWith("linear.", StringComparison.Ordinal))));

    /// <summary>The size of the input, from the first layer that has weights; in front of it, sizes are multiples of the input's.</summary>
    private static int InputSize(StateDictionary file, IReadOnlyList<LayerShape> shapes, TensorNames names)
    {
        for (int i = 0; i < shapes.Count; i++)
        {
            string? tensor = shapes[i] switch
            {
                EmbeddingLayerShape or DenseLayerShape => "weight",
                RecurrentLayerShape => "weight_ih",
                _ => null,
            };
            if (tensor is null)
            {
                continue;
            }

            string name = names.Of(i, tensor);
            if (!file.Tensors.TryGetValue(name, out ModelTensor? weight))
            {
                throw new ModelFormatException(file.Path, $"'{name}' is missing; found {file.Found}.");
            }

            int size = weight.Shape.Count != 2 ? 0 : weight.Shape[shapes[i] is EmbeddingLayerShape ? 0 : 1];
            return size > 0 && size % shapes[i].InputSize == 0
                ? size / shapes[i].InputSize
                : throw new ModelFormatException(
                    file.Path, $"expected '{name}' to be a matrix that reads {shapes[i].InputSize} times the input, found {weight.ShapeText}.");
        }

        throw new ModelFormatException(file.Path, "no layer has weights.");
    }

    /// <summary>The cell that a file of version 0.1 names, where all layers have the same.</summary>
    private static ModelReadOptions WithCell(ModelReadOptions options, IReadOnlyDictionary<string, string> texts) =>
        texts.TryGetValue(CellKey, out string? cells) && Enum.TryParse(cells.Split(',')[0], out RnnCell cell) && Enum.IsDefined(cell)
            ? options with { Cell = cell }
            : options;

    /// <summary>The functions that a file of version 0.1 names.</summary>
    private static ModelDescription WithFunctions(ModelDescription model, IReadOnlyDictionary<string, string> texts, string path)
    {
        Queue<string> dense = new(texts.TryGetValue(DenseKey, out string? all) ? all.Split(',') : []);
        List<ModelLayer> layers = [];
        foreach (ModelLayer layer in model.Layers)
        {
            bool isLast = layers.Count == model.Layers.Count - 1;
            layers.Add(layer.Shape is DenseLayerShape shape
                ? layer with { Shape = shape with { Activation = Function(isLast) } }
                : layer);
        }

        return model with { Layers = layers };

        LayerActivation Function(bool isLast)
        {
            string? name = isLast ? texts.GetValueOrDefault(OutputActivationKey) : dense.TryDequeue(out string? next) ? next : null;
            return name is null ? LayerActivation.Identity
                : Enum.TryParse(name, out LayerActivation function) && Enum.IsDefined(function) ? function
                : throw new ModelFormatException(path, $"'{name}' is no function of a dense layer.");
        }
    }
}
