namespace UnrolledRnn.Formats;

/// <summary>A description from the parts of a file of Keras.</summary>
internal static class KerasDescription
{
    /// <summary>Puts the parts together.</summary>
    /// <param name="root">The model's configuration.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="version">The version of Keras; empty where the file does not say.</param>
    /// <param name="kind">The kind of file.</param>
    public static ModelDescription Create(JsonFields root, IKerasWeights weights, string version, string kind)
    {
        if (version.StartsWith("1.", StringComparison.Ordinal) || version.StartsWith("0.", StringComparison.Ordinal))
        {
            throw root.Problem($"Keras {version} saved the model, whose layers have other options and weights; expected Keras 2 or 3");
        }

        KerasModel model = KerasModelReader.Read(root);
        var converter = new KerasLayerConverter(weights, isLegacy: !version.StartsWith("3.", StringComparison.Ordinal));
        Dictionary<string, string> metadata = [];
        AddIfAny(metadata, "name", model.Name);
        AddIfAny(metadata, "keras_version", version);
        return KerasNetwork.Describe(model, converter) with
        {
            Format = version.Length == 0 ? $"Keras, {kind}" : $"Keras {version}, {kind}",
            Metadata = metadata,
        };
    }

    private static void AddIfAny(Dictionary<string, string> metadata, string key, string text)
    {
        if (text.Length > 0)
        {
            metadata[key] = text;
        }
    }
}
