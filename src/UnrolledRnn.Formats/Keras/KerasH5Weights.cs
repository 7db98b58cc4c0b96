namespace UnrolledRnn.Formats;

/// <summary>The weights of an <c>.h5</c> file: a group for each layer by its name, with the names of its tensors in order.</summary>
/// <param name="file">The file.</param>
/// <param name="group">The group of all layers.</param>
internal sealed class KerasH5Weights(Hdf5File file, Hdf5Object group) : IKerasWeights
{
    public IReadOnlyList<ModelTensor> Of(KerasLayer layer, params ReadOnlySpan<string> parts)
    {
        Hdf5Object found = file.Find(group, layer.Name) ?? throw layer.Problem("has no group of weights in the file");
        List<ModelTensor> tensors = [];
        foreach (string name in Names(found, "weight_names") ?? throw layer.Problem("has no list of weight_names in the file"))
        {
            Hdf5Object tensor = file.Find(found, name) ?? throw layer.Problem($"is to have the tensor '{name}', which is not in the file");
            tensors.Add(tensor.Floats(name));
        }

        return tensors;
    }

    /// <summary>The texts of an attribute; a long list is cut into several, numbered ones.</summary>
    private static IReadOnlyList<string>? Names(Hdf5Object found, string attribute)
    {
        if (found.Texts(attribute) is IReadOnlyList<string> whole)
        {
            return whole;
        }

        List<string> names = [];
        int piece = 0;
        while (found.Texts($"{attribute}{piece}") is IReadOnlyList<string> some)
        {
            names.AddRange(some);
            piece++;
        }

        return piece == 0 ? null : names;
    }
}
