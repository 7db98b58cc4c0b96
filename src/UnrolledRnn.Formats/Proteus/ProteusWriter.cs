using System.Text.Json;

namespace UnrolledRnn.Formats;

/// <summary>Writes what <see cref="ProteusReader"/> reads.</summary>
internal sealed class ProteusWriter : IModelWriter
{
    private const string Layers = "it holds Lstm, Gru or Tanh layers of the same size, without options";

    public string Name => "Proteus";

    public IReadOnlyList<string> Extensions { get; } = [".proteus.json"];

    public string? Refusal(ModelDescription model)
    {
        if (model.Layers.Count < 2 || model.Layers[^1].Shape is not DenseLayerShape { Activation: LayerActivation.Identity, IsTied: false })
        {
            return "it holds recurrent layers with a dense layer without a function behind them";
        }

        var first = model.Layers[0].Shape as RecurrentLayerShape;
        foreach (ModelLayer layer in model.Layers.SkipLast(1))
        {
            if (first is not { Cell: RnnCell.Lstm or RnnCell.Gru or RnnCell.Tanh } || layer.Shape is not RecurrentLayerShape shape
                || shape != new RecurrentLayerShape(first.Cell, shape.InputSize, first.HiddenSize, first.HiddenSize) { Bias = shape.Bias })
            {
                return $"{Layers}, not {layer.Shape}";
            }

            // A state that silence leads to is reached again without being in the file.
            if (model.PrewarmSeconds == 0
                && layer.Tensors.Any(tensor => LayerTensors.IsInitialState(tensor.Key) && tensor.Value.Values.ContainsAnyExcept(0f)))
            {
                return "it starts from zeros, not from a state of the model's own";
            }
        }

        return model.Layers.Any(layer => layer.Tensors.Values.Any(tensor => !StateValues.IsFinite(tensor.Values)))
            ? "a weight is NaN or infinite, which JSON has no number for"
            : null;
    }

    public void Write(ModelDescription model, Stream stream)
    {
        var first = (RecurrentLayerShape)model.Layers[0].Shape;
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteStartObject(ProteusKeys.Model);
        json.WriteString(ProteusKeys.Kind, ProteusKeys.Recurrent);
        json.WriteNumber(ProteusKeys.InputSize, model.InputSize);
        json.WriteNumber(ProteusKeys.Skip, model.Residual ? model.OutputSize : 0);
        json.WriteNumber(ProteusKeys.OutputSize, model.OutputSize);
        json.WriteString(ProteusKeys.Cell, first.Cell switch { RnnCell.Lstm => "LSTM", RnnCell.Gru => "GRU", _ => "RNN" });
        json.WriteNumber(ProteusKeys.LayerCount, model.Layers.Count - 1);
        json.WriteNumber(ProteusKeys.HiddenSize, first.HiddenSize);
        json.WriteBoolean(ProteusKeys.OutputBias, model.Layers[^1].Shape is DenseLayerShape { Bias: true });
        json.WriteEndObject();
        json.WriteStartObject(ProteusKeys.Tensors);
        foreach ((string name, ModelTensor tensor) in Tensors(model))
        {
            json.WritePropertyName(name);
            WriteTensor(json, tensor);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The tensors by the format's names: both biases of every recurrent layer, no initial states.</summary>
    private static IEnumerable<(string Name, ModelTensor Tensor)> Tensors(ModelDescription model)
    {
        ModelDescription complete = model with { Layers = [.. model.Layers.Select(WithBias)] };
        return NamedTensors.Of(complete, TensorNames.Alike(
            [.. complete.Layers.Select(layer => layer.Shape)], ProteusKeys.RecurrentModule, ProteusKeys.DenseModule));
    }

    private static ModelLayer WithBias(ModelLayer layer)
    {
        if (layer.Shape is not RecurrentLayerShape shape)
        {
            return layer;
        }

        Dictionary<string, ModelTensor> tensors = layer.Tensors.Where(tensor => !LayerTensors.IsInitialState(tensor.Key))
            .ToDictionary(StringComparer.Ordinal);
        int rows = LayerTensors.Gates(shape.Cell) * shape.HiddenSize;
        tensors.TryAdd("bias_ih", new ModelTensor(new float[rows], rows));
        return new ModelLayer(shape with { Bias = true }, tensors);
    }

    private static void WriteTensor(Utf8JsonWriter json, ModelTensor tensor)
    {
        int columns = tensor.Shape[^1];
        json.WriteStartArray();
        for (int i = 0; i < tensor.Values.Length; i++)
        {
            bool isMatrix = tensor.Shape.Count == 2;
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
