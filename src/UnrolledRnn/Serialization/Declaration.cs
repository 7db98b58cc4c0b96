namespace UnrolledRnn.Serialization;

/// <summary>
/// What a file of this library says of the network it holds, beyond the shapes of its tensors: cells, functions, options.
/// </summary>
internal static class Declaration
{
    private const string CellKey = Checksum.Prefix + "cell";
    private const string OutputActivationKey = Checksum.Prefix + "output_activation";
    private const string DenseKey = Checksum.Prefix + "dense_activations";
    private const string LayersKey = Checksum.Prefix + "layers";
    private const string ResidualKey = Checksum.Prefix + "residual";

    /// <summary>Whether a metadata key is one of a declaration.</summary>
    public static bool IsKey(string key) => key is CellKey or OutputActivationKey or DenseKey or LayersKey or ResidualKey;

    /// <summary>Writes the declaration of a network.</summary>
    public static void Write(NetworkShape shape, SafetensorsHeader header)
    {
        foreach ((string key, string value) in Functions(shape))
        {
            header.Metadata[key] = value;
        }

        header.Metadata[LayersKey] = Layers(shape);
        if (shape.Residual)
        {
            header.Metadata[ResidualKey] = Text(shape.Residual);
        }
    }

    /// <summary>Throws where a file says that it holds a network of other functions.</summary>
    /// <exception cref="ModelFormatException">It does.</exception>
    public static void CheckFunctions(NetworkShape shape, SafetensorsHeader header, string path)
    {
        foreach ((string key, string value) in Functions(shape))
        {
            Check(header, key, value, path);
        }

        // A file of this library says so only where inputs are added; one from elsewhere says nothing.
        string residual = header.Metadata.GetValueOrDefault(ResidualKey, "false");
        if ((header.Metadata.ContainsKey(LayersKey) || residual != "false") && residual != Text(shape.Residual))
        {
            throw new ModelFormatException(path, $"expected {ResidualKey} to be '{Text(shape.Residual)}', found '{residual}'.");
        }
    }

    /// <summary>
    /// Throws where a file says that it holds a network of other layers; the shapes of tensors tell most differences better.
    /// </summary>
    /// <exception cref="ModelFormatException">It does.</exception>
    public static void CheckLayers(NetworkShape shape, SafetensorsHeader header, string path) =>
        Check(header, LayersKey, Layers(shape), path);

    private static IEnumerable<(string Key, string Value)> Functions(NetworkShape shape)
    {
        // By hand: the first query of a program, and the first name of an enumeration, take it some milliseconds.
        List<string> cells = [];
        List<string> dense = [];
        for (int i = 0; i < shape.Layers.Count; i++)
        {
            switch (shape.Layers[i])
            {
                case RecurrentLayerShape layer:
                    cells.Add(layer.Cell.Name());
                    break;
                case DenseLayerShape layer when i < shape.Layers.Count - 1:
                    dense.Add(layer.Activation.Name());
                    break;
            }
        }

        yield return (CellKey, string.Join(",", cells));
        yield return (OutputActivationKey, shape.OutputActivation.Name());
        if (dense.Count > 0)
        {
            yield return (DenseKey, string.Join(",", dense));
        }
    }

    private static string Text(bool value) => value ? "true" : "false";

    /// <summary>Every layer with its options.</summary>
    private static string Layers(NetworkShape shape) => string.Join("; ", shape.Layers);

    private static void Check(SafetensorsHeader header, string key, string expected, string path)
    {
        if (header.Metadata.TryGetValue(key, out string? found) && found != expected)
        {
            throw new ModelFormatException(path, $"expected {key} to be '{expected}', found '{found}'.");
        }
    }
}
