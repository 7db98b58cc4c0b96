using System.Globalization;
using System.Text.Json;
using UnrolledRnn.Generator.Tests.Execution;
using UnrolledRnn.Generator.Tests.Execution.Layers;
using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Models;

/// <summary>Models that RTNeural's exporter wrote from Keras, with a signal and the model's answer to it beside them.</summary>
internal static class RtNeuralCases
{
    /// <summary>Keras computed in float; signals of up to 500 go through the layers.</summary>
    private const double Tolerance = 1e-6;

    public static IEnumerable<ModelCase> Read(string folder) => Directory.GetFiles(folder, "*.json").Order().Select(Create);

    private static ModelCase Create(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        int inputSize = document.RootElement.GetProperty("in_shape").EnumerateArray().Last().GetInt32();
        List<ModelLayer> layers = [];
        int size = inputSize;
        foreach (JsonElement element in document.RootElement.GetProperty("layers").EnumerateArray())
        {
            layers.Add(Layer(element, size));
            size = element.GetProperty("shape").EnumerateArray().Last().GetInt32();
        }

        // A dense layer at the end is the output layer.
        var output = layers[^1].Layer as DenseDeclaration;
        IReadOnlyList<ModelLayer> inner = output is null ? layers : layers[..^1];
        float[] inputs = Signal(path, "x");
        return new ModelCase
        {
            Family = "rtneural",
            Name = Path.GetFileNameWithoutExtension(path),
            Declaration = new Declaration
            {
                IsMixed = true,
                InputSize = inputSize,
                OutputSize = size,
                SequenceLength = inputs.Length / inputSize,
                BatchSize = 1,
                Layers = [.. inner.Select(layer => layer.Layer)],
                Output = output is not null,
                OutputActivation = output?.Activation ?? LayerActivation.Identity,
                OutputBias = output?.Bias ?? true,
            },
            Tensors = ModelLayer.Name(inner, output is null ? null : layers[^1]),
            Inputs = inputs,
            Expected = Signal(path, "y"),
            Tolerance = Tolerance,
        };
    }

    private static ModelLayer Layer(JsonElement element, int inputSize)
    {
        string type = element.GetProperty("type").GetString()!;
        LayerActivation activation = KerasWeights.Activation(element.GetProperty("activation").GetString()!);
        int size = element.GetProperty("shape").EnumerateArray().Last().GetInt32();
        float[][] weights = [.. element.GetProperty("weights").EnumerateArray().Select(tensor => (float[])[.. Numbers(tensor)])];
        return type switch
        {
            "activation" => new ModelLayer(new ActivationDeclaration(activation), new Dictionary<string, float[]>()),
            "dense" or "time-distributed-dense" => new ModelLayer(
                new DenseDeclaration(size, activation) { Bias = weights.Length > 1 }, KerasWeights.Dense(inputSize, weights)),
            "lstm" => Recurrent(RnnCell.Lstm, inputSize, size, weights),
            "gru" => Recurrent(RnnCell.Gru, inputSize, size, weights),
            _ => throw new NotSupportedException($"No layer is of the type {type}."),
        };
    }

    /// <summary>The functions of gates and cells are not in the file: the usual ones.</summary>
    private static ModelLayer Recurrent(RnnCell cell, int inputSize, int size, float[][] weights) => new(
        new RecurrentDeclaration(cell, size) { Variant = new CellVariant { Bias = weights.Length > 2 } },
        new Dictionary<string, float[]>(KerasWeights.Recurrent(cell, inputSize, size, weights)));

    /// <summary>The numbers of a tensor of any rank in their order.</summary>
    private static IEnumerable<float> Numbers(JsonElement tensor) =>
        tensor.ValueKind == JsonValueKind.Array ? tensor.EnumerateArray().SelectMany(Numbers) : [tensor.GetSingle()];

    private static float[] Signal(string path, string kind) =>
        [.. File.ReadLines(Path.ChangeExtension(path, null) + $"_{kind}.csv")
            .Select(line => float.Parse(line, CultureInfo.InvariantCulture))];
}
