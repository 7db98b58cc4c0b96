using System.Text;

namespace UnrolledRnn.Formats.Tests.Keras;

/// <summary>The weights of every layer, by layer names.</summary>
internal sealed class ListedWeights(IReadOnlyDictionary<string, ModelTensor[]> tensors) : IKerasWeights
{
    public IReadOnlyList<ModelTensor> Of(KerasLayer layer, params ReadOnlySpan<string> parts) =>
        tensors.GetValueOrDefault(layer.Name) ?? [];

    /// <summary>The description of a model whose configuration is a text.</summary>
    public static ModelDescription Describe(string config, IReadOnlyDictionary<string, ModelTensor[]> tensors, string version = "2.4.0") =>
        ModelCheck.Check(
            KerasDescription.Create(
                JsonFields.Of(new ModelSource("model", Encoding.UTF8.GetBytes(config))), new ListedWeights(tensors), version, "a text"),
            "model",
            allowNonFinite: false);

    /// <summary>A sequential model of these layers.</summary>
    public static string Sequential(params string[] layers) => Sequential("[null, null, 2]", layers);

    /// <summary>A sequential model of these layers, with an input of a shape.</summary>
    public static string Sequential(string inputShape, string[] layers) =>
        $$$"""
        {"class_name": "Sequential", "config": {"name": "s", "layers": [
          {"class_name": "InputLayer", "config": {"name": "input", "batch_input_shape": {{{inputShape}}}}}
          {{{string.Concat(layers.Select(layer => ", " + layer))}}}]}}
        """;
}
