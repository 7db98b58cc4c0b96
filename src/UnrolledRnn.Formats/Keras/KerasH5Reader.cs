using System.Text;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>
/// Models in one HDF5 file, as Keras 2 and 3 save them under names that end in <c>.h5</c>: the configuration as JSON in an attribute, the
/// weights in groups.
/// </summary>
internal sealed class KerasH5Reader : IModelReader
{
    public string Name => "Keras HDF5";

    public bool Recognizes(ModelSource source) => source.Span.StartsWith(Hdf5File.Signature);

    public ModelDescription Read(ModelSource source, ModelReadOptions options)
    {
        Hdf5File file = Hdf5File.Open(source.Path, source.Bytes);
        Hdf5Object root = file.Root;
        string config = root.Text("model_config") ?? throw new ModelFormatException(source.Path, Describe(root));
        Hdf5Object weights = file.Find(root, "model_weights")
            ?? throw new ModelFormatException(source.Path, "the file has the layers of a Keras model, but no group model_weights.");
        string version = root.Text("keras_version") ?? weights.Text("keras_version") ?? "";
        JsonFields model = JsonFields.Of(new ModelSource(source.Path, Encoding.UTF8.GetBytes(config)));
        return KerasDescription.Create(model, new KerasH5Weights(file, weights), version, "HDF5");
    }

    private static string Describe(Hdf5Object root) =>
        root.Attributes.ContainsKey("layer_names") || root.Attributes.ContainsKey("layer_names0")
            || root.Links.ContainsKey("layers") || root.Links.ContainsKey("_layer_checkpoint_dependencies")
            ? "the file has the weights of a Keras model without its layers, as save_weights writes them; "
                + "save the whole model, with model.save."
            : "the file is HDF5, but no model that Keras saved: it has no attribute model_config.";
}
