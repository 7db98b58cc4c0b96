using System.Globalization;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>
/// What a file says of a model in texts, beside its tensors: the declaration, as the core writes it, and what is known of its use.
/// </summary>
internal static class ModelTexts
{
    /// <summary>The key of the list of layers.</summary>
    public const string LayersKey = Checksum.Prefix + "layers";

    private const string SampleRateKey = Checksum.Prefix + "sample_rate";
    private const string PrewarmKey = Checksum.Prefix + "prewarm_seconds";
    private const string OutputsKey = Checksum.Prefix + "outputs";

    private static readonly string[] s_own = [SampleRateKey, PrewarmKey, OutputsKey, SafetensorsWriter.FormatKey];

    /// <summary>Whether a key is not for texts of a user's own.</summary>
    public static bool IsOwn(string key) => s_own.Contains(key) || ModelFile.IsOwn(key);

    /// <summary>Adds all texts of a model to a header.</summary>
    public static void Write(ModelDescription model, SafetensorsHeader header)
    {
        foreach ((string key, string text) in model.Metadata)
        {
            header.Metadata[key] = text;
        }

        Declaration.Write(Shape(model), header);
        if (model.SampleRate is double rate)
        {
            header.Metadata[SampleRateKey] = rate.ToString("R", CultureInfo.InvariantCulture);
        }

        if (model.PrewarmSeconds != 0)
        {
            header.Metadata[PrewarmKey] = model.PrewarmSeconds.ToString("R", CultureInfo.InvariantCulture);
        }

        if (model.Outputs != SequenceOutputs.EveryStep)
        {
            header.Metadata[OutputsKey] = model.Outputs.ToString();
        }
    }

    /// <summary>Gives a model what the texts of its file say of its use, and the texts themselves.</summary>
    /// <exception cref="ModelFormatException">A text is none of its key.</exception>
    public static ModelDescription Read(ModelDescription model, IReadOnlyDictionary<string, string> texts, string path) => model with
    {
        SampleRate = Number(texts, SampleRateKey, path) ?? model.SampleRate,
        PrewarmSeconds = Number(texts, PrewarmKey, path) ?? model.PrewarmSeconds,
        Outputs = !texts.TryGetValue(OutputsKey, out string? outputs) ? model.Outputs
            : Enum.TryParse(outputs, out SequenceOutputs found) && Enum.IsDefined(found) ? found
            : throw new ModelFormatException(path, $"{OutputsKey} is '{outputs}', expected {string.Join(", ", Enum.GetNames<SequenceOutputs>())}."),
        Metadata = texts.Where(text => !IsOwn(text.Key)).ToDictionary(StringComparer.Ordinal),
    };

    /// <summary>Throws where a file says that it holds a model of other functions or layers than have been read.</summary>
    /// <exception cref="ModelFormatException">It does.</exception>
    public static void Check(ModelDescription model, SafetensorsHeader header, string path)
    {
        NetworkShape shape = Shape(model);
        Declaration.CheckFunctions(shape, header, path);
        Declaration.CheckLayers(shape, header, path);
    }

    /// <summary>The function of the last layer.</summary>
    public static LayerActivation OutputActivation(ModelDescription model) => model.Layers[^1].Shape switch
    {
        DenseLayerShape dense => dense.Activation,
        ActivationLayerShape activation => activation.Activation,
        _ => LayerActivation.Identity,
    };

    /// <summary>The model as a class would declare it, as far as files tell.</summary>
    private static NetworkShape Shape(ModelDescription model) => new()
    {
        InputSize = model.InputSize,
        Layers = [.. RecurrentShapes.Normalize(model).Layers.Select(layer => layer.Shape)],
        OutputSize = model.OutputSize,
        OutputActivation = OutputActivation(model),
        Residual = model.Residual,
        SequenceLength = 1,
        Outputs = model.Outputs,
        StateSize = 0,
    };

    private static double? Number(IReadOnlyDictionary<string, string> texts, string key, string path) =>
        !texts.TryGetValue(key, out string? text) ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double found) && found >= 0 && double.IsFinite(found)
            ? found
            : throw new ModelFormatException(path, $"{key} is '{text}', expected a number.");
}
