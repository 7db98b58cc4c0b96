using System.Globalization;

namespace UnrolledRnn.Formats;

/// <summary>
/// The JSON that RTNeural's exporter writes of a Keras model, and that AIDA-X reads with a few more members: a list of layers with their
/// weights in Keras's layout.
/// </summary>
internal sealed class RtNeuralReader : IModelReader
{
    public string Name => "RTNeural";

    public bool Recognizes(ModelSource source) =>
        JsonReader.LooksLikeJson(source) && source.Span.IndexOf("\"in_shape\""u8) >= 0 && source.Span.IndexOf("\"layers\""u8) >= 0;

    public ModelDescription Read(ModelSource source, ModelReadOptions options)
    {
        JsonFields file = JsonFields.Of(source);
        int inputSize = RtNeuralLayer.LastDimension(file, "in_shape")
            ?? throw file.Problem("in_shape is to end with the number of inputs");
        List<ModelLayer> layers = [];
        foreach (JsonFields entry in file.Objects("layers"))
        {
            int size = layers.Count == 0 ? inputSize : layers[^1].Shape.OutputSize;
            layers.Add(RtNeuralLayer.Read(entry, layers.Count + 1, size));
        }

        JsonFields? metadata = file.Has("metadata") ? file.Object("metadata") : null;
        var model = new ModelDescription
        {
            Format = "RTNeural",
            InputSize = inputSize,
            Layers = layers,
            SampleRate = metadata is null ? null : SampleRate(metadata),
            Metadata = metadata is null ? new Dictionary<string, string>() : metadata.Texts(),
        };
        return AidaXGains.Apply(file, model, source.Bytes.Length);
    }

    /// <summary>Some files have the rate as a text; one that is no number stays among the metadata only.</summary>
    private static double? SampleRate(JsonFields metadata) => metadata.Value["samplerate"] switch
    {
        JsonNumber { Value: > 0 and < 1e9 } number => number.Value,
        JsonText text when double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double rate)
            && rate is > 0 and < 1e9 => rate,
        _ => null,
    };
}
