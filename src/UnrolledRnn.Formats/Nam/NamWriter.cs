using System.Text.Json;

namespace UnrolledRnn.Formats;

/// <summary>Writes what <see cref="NamReader"/> reads.</summary>
internal sealed class NamWriter : IModelWriter
{
    private const string Version = "0.5.4";

    public string Name => "NAM";

    public IReadOnlyList<string> Extensions { get; } = [".nam"];

    public string? Refusal(ModelDescription model)
    {
        if (model.Residual || model.Layers.Count < 2
            || model.Layers[^1].Shape is not DenseLayerShape { Activation: LayerActivation.Identity, IsTied: false })
        {
            return "it holds LSTM layers with a dense layer without a function behind them";
        }

        if (model.Outputs != SequenceOutputs.EveryStep)
        {
            return $"it has an output at every step, not {model.Outputs}";
        }

        var first = model.Layers[0].Shape as RecurrentLayerShape;
        foreach (ModelLayer layer in model.Layers.SkipLast(1))
        {
            if (layer.Shape is not RecurrentLayerShape shape
                || shape != new RecurrentLayerShape(RnnCell.Lstm, shape.InputSize, first!.HiddenSize, first.HiddenSize)
                {
                    Bias = shape.Bias,
                })
            {
                return $"it holds LSTM layers of the same size, without options, not {layer.Shape}";
            }
        }

        return model.Layers.Any(layer => layer.Tensors.Values.Any(tensor => !StateValues.IsFinite(tensor.Values)))
            ? "JSON has no NaN and no infinite numbers, which some weights are"
            : null;
    }

    public void Write(ModelDescription model, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("version", Version);
        json.WriteStartObject("metadata");
        foreach ((string key, string text) in model.Metadata)
        {
            json.WriteString(key, text);
        }

        json.WriteEndObject();
        json.WriteString("architecture", "LSTM");
        json.WriteStartObject("config");
        json.WriteNumber("input_size", model.InputSize);
        json.WriteNumber("hidden_size", model.Layers[0].Shape.OutputSize);
        json.WriteNumber("num_layers", model.Layers.Count - 1);
        json.WriteNumber("in_channels", model.InputSize);
        json.WriteNumber("out_channels", model.OutputSize);
        json.WriteEndObject();
        json.WriteStartArray("weights");
        foreach (ModelLayer layer in model.Layers)
        {
            WriteWeights(json, layer);
        }

        json.WriteEndArray();
        if (model.SampleRate is double rate)
        {
            json.WriteNumber("sample_rate", rate);
        }

        json.WriteEndObject();
    }

    private static void WriteWeights(Utf8JsonWriter json, ModelLayer layer)
    {
        if (layer.Shape is not RecurrentLayerShape shape)
        {
            WriteAll(json, layer.Tensors["weight"].Values);
            WriteAll(json, layer.Tensors.TryGetValue("bias", out ModelTensor? bias) ? bias.Values : new float[layer.Shape.OutputSize]);
            return;
        }

        int rows = 4 * shape.HiddenSize;
        for (int row = 0; row < rows; row++)
        {
            WriteAll(json, layer.Tensors["weight_ih"].Values.Slice(row * shape.InputSize, shape.InputSize));
            WriteAll(json, layer.Tensors["weight_hh"].Values.Slice(row * shape.HiddenSize, shape.HiddenSize));
        }

        WriteAll(json, shape.Bias
            ? WeightLayout.Sum(layer.Tensors["bias_ih"].Values, layer.Tensors.GetValueOrDefault("bias_hh"))
            : new float[rows]);
        foreach (string state in (string[])["h_0", "c_0"])
        {
            WriteAll(json, layer.Tensors.TryGetValue(state, out ModelTensor? initial) ? initial.Values : new float[shape.HiddenSize]);
        }
    }

    private static void WriteAll(Utf8JsonWriter json, ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            json.WriteNumberValue(value);
        }
    }
}
