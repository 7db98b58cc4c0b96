using System.Globalization;

namespace UnrolledRnn.Formats;

/// <summary>
/// The weights inside of a <c>.keras</c> file: groups as the objects of the model are nested, with arrays <c>vars/0</c>, <c>vars/1</c>.
/// </summary>
/// <param name="file">The HDF5 file in the archive.</param>
internal sealed class KerasArchiveWeights(Hdf5File file) : IKerasWeights
{
    /// <summary>Where layers are, of Keras 3 and late versions of Keras 2, and of TensorFlow 2.13.</summary>
    private static readonly string[] s_roots = ["layers", "_layer_checkpoint_dependencies"];

    public IReadOnlyList<ModelTensor> Of(KerasLayer layer, params ReadOnlySpan<string> parts)
    {
        List<ModelTensor> tensors = [];
        foreach (string part in parts)
        {
            string path = part.Length == 0 ? layer.ArchiveName : $"{layer.ArchiveName}/{part}";
            Hdf5Object variables = Find($"{path}/vars")
                ?? throw layer.Problem($"has no weights in the file: there is no {s_roots[0]}/{path}/vars");
            for (int i = 0; file.Find(variables, i.ToString(CultureInfo.InvariantCulture)) is Hdf5Object variable; i++)
            {
                tensors.Add(variable.Floats($"{path}/vars/{i}"));
            }
        }

        return tensors;
    }

    private Hdf5Object? Find(string path)
    {
        foreach (string root in s_roots)
        {
            if (file.Find(file.Root, $"{root}/{path}") is Hdf5Object found)
            {
                return found;
            }
        }

        return null;
    }
}
