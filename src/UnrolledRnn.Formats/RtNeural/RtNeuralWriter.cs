using System.Text.Json;

namespace UnrolledRnn.Formats;

/// <summary>Writes what <see cref="RtNeuralReader"/> reads, and AIDA-X too.</summary>
internal sealed class RtNeuralWriter : IModelWriter
{
    private const string SampleRate = "samplerate";

    public string Name => "RTNeural";

    public IReadOnlyList<string> Extensions { get; } = [".json", ".aidax"];

    public string? Refusal(ModelDescription model)
    {
        if (model.Residual && model.OutputSize != 1)
        {
            return $"it adds the input to one output, not to {model.OutputSize}";
        }

        foreach (ModelLayer layer in model.Layers)
        {
            if (!Fits(layer.Shape))
            {
                return "it holds dense layers, LSTMs and GRUs without options, "
                    + $"and the functions tanh, sigmoid, relu, softmax and elu, not {layer.Shape}";
            }

            if (layer.Tensors.Values.Any(tensor => !StateValues.IsFinite(tensor.Values)))
            {
                return $"JSON has no NaN and no infinite numbers, but {layer.Shape} does";
            }

            // A state that silence leads to is reached again without being in the file.
            if (model.PrewarmSeconds == 0 && StartsFromState(layer))
            {
                return $"it starts from zeros, while {layer.Shape} starts from a state of its own";
            }
        }

        return null;
    }

    public void Write(ModelDescription model, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        WriteShape(json, "in_shape", model.InputSize);
        if (model.Residual)
        {
            json.WriteNumber("in_skip", 1);
        }

        WriteMetadata(json, model);
        json.WriteStartArray("layers");
        foreach (ModelLayer layer in model.Layers)
        {
            WriteLayer(json, layer);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static bool StartsFromState(ModelLayer layer) => layer.Tensors
        .Any(tensor => LayerTensors.IsInitialState(tensor.Key) && tensor.Value.Values.ContainsAnyExcept(0));

    private static bool Fits(LayerShape shape) => shape switch
    {
        RecurrentLayerShape { Cell: RnnCell.Lstm or RnnCell.Gru } recurrent =>
            recurrent == new RecurrentLayerShape(recurrent.Cell, recurrent.InputSize, recurrent.HiddenSize, recurrent.HiddenSize)
            {
                Bias = recurrent.Bias,
            },
        DenseLayerShape dense => !dense.IsTied && NameOf(dense.Activation) is not null,
        ActivationLayerShape activation => NameOf(activation.Activation) is not null,
        _ => false,
    };

    private static string? NameOf(LayerActivation activation) => activation switch
    {
        LayerActivation.Identity => "",
        LayerActivation.Tanh => "tanh",
        LayerActivation.Sigmoid => "sigmoid",
        LayerActivation.Relu => "relu",
        LayerActivation.Softmax => "softmax",
        LayerActivation.Elu => "elu",
        _ => null,
    };

    private static void WriteMetadata(Utf8JsonWriter json, ModelDescription model)
    {
        json.WriteStartObject("metadata");
        foreach ((string key, string text) in model.Metadata)
        {
            if (key != SampleRate || model.SampleRate is null)
            {
                json.WriteString(key, text);
            }
        }

        if (model.SampleRate is double rate)
        {
            json.WriteNumber(SampleRate, rate);
        }

        json.WriteEndObject();
    }

    private static void WriteLayer(Utf8JsonWriter json, ModelLayer layer)
    {
        (string type, string? activation, IReadOnlyList<ModelTensor> tensors) = layer.Shape switch
        {
            DenseLayerShape dense => ("dense", NameOf(dense.Activation), KerasLayout.ToKeras(dense, layer.Tensors)),
            RecurrentLayerShape recurrent =>
                (recurrent.Cell == RnnCell.Lstm ? "lstm" : "gru", "tanh", KerasLayout.ToKeras(recurrent, layer.Tensors)),
            _ => ("activation", NameOf(((ActivationLayerShape)layer.Shape).Activation), []),
        };
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("activation", activation);
        WriteShape(json, "shape", layer.Shape.OutputSize);
        json.WriteStartArray("weights");
        foreach (ModelTensor tensor in tensors)
        {
            WriteTensor(json, tensor);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteShape(Utf8JsonWriter json, string name, int size)
    {
        json.WriteStartArray(name);
        json.WriteNullValue();
        json.WriteNullValue();
        json.WriteNumberValue(size);
        json.WriteEndArray();
    }

    private static void WriteTensor(Utf8JsonWriter json, ModelTensor tensor)
    {
        int columns = tensor.Shape[^1];
        bool isMatrix = tensor.Shape.Count > 1;
        json.WriteStartArray();
        for (int i = 0; i < tensor.Values.Length; i++)
        {
            if (isMatrix && i % columns == 0)
            {
                json.WriteStartArray();
            }

            json.WriteNumberValue(tensor.Values[i]);
            if (isMatrix && i % columns == columns - 1)
            {
                json.WriteEndArray();
            }
        }

        json.WriteEndArray();
    }
}
