using System.Text.Json;
using UnrolledRnn.Generator.Tests.Execution;
using UnrolledRnn.Generator.Tests.Execution.Layers;
using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Models;

/// <summary>
/// The fixtures of keras-js: one layer each, with weights, an input and the output of Keras 2.0; its attributes lie apart.
/// </summary>
internal static class KerasJsCases
{
    /// <summary>Inputs, weights and outputs have six decimals.</summary>
    private const double Tolerance = 3e-6;

    public static IEnumerable<ModelCase> Read(string folder)
    {
        using JsonDocument attributes = Parse(folder, "attrs");
        foreach (string file in new[] { "SimpleRNN", "GRU", "LSTM", "Bidirectional", "Embedding", "TimeDistributed" })
        {
            using JsonDocument fixtures = Parse(folder, file);
            foreach (JsonProperty fixture in fixtures.RootElement.EnumerateObject())
            {
                // The inner layer of a TimeDistributed is a dense one, whose attributes are Keras's own.
                JsonElement declared = attributes.RootElement.TryGetProperty(fixture.Name, out JsonElement found) ? found : default;
                yield return Create(fixture.Name, file, declared, fixture.Value);
            }
        }
    }

    private static JsonDocument Parse(string folder, string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, $"{name}.json")));

    private static ModelCase Create(string name, string kind, JsonElement attributes, JsonElement fixture)
    {
        float[][] weights = [.. fixture.GetProperty("weights").EnumerateArray().Select(Data)];
        int[] weightShape = Shape(fixture.GetProperty("weights")[0]);
        int inputSize = weightShape[0];
        JsonElement config = kind == "Bidirectional" ? attributes.GetProperty("layer").GetProperty("config") : attributes;
        ModelLayer layer = kind switch
        {
            "Embedding" =>
                new ModelLayer(new EmbeddingDeclaration(weightShape[1]), new Dictionary<string, float[]> { ["weight"] = weights[0] }),
            "TimeDistributed" =>
                new ModelLayer(new DenseDeclaration(weightShape[1], LayerActivation.Identity), KerasWeights.Dense(inputSize, weights)),
            "Bidirectional" => Recurrent(
                attributes.GetProperty("layer").GetProperty("class_name").GetString()!, config, inputSize, weights,
                attributes.GetProperty("merge_mode").GetString()),
            _ => Recurrent(kind, config, inputSize, weights, mergeMode: null),
        };
        float[] data = Data(fixture.GetProperty("input"));
        int[]? tokens = kind == "Embedding" ? Array.ConvertAll(data, value => (int)value) : null;
        float[] inputs = tokens is null ? data : OneHot(tokens, inputSize);
        int sequenceLength = inputs.Length / inputSize;
        return new ModelCase
        {
            Family = "keras-js",
            Name = name,
            Declaration = new Declaration
            {
                IsMixed = true,
                InputSize = inputSize,
                OutputSize = layer.Layer.Shape([inputSize]).OutputSize,
                SequenceLength = sequenceLength,
                BatchSize = 1,
                Layers = [layer.Layer],
                Output = false,
                Outputs = layer.Layer is not RecurrentDeclaration || Flag(config, "return_sequences")
                    ? SequenceOutputs.EveryStep
                    : SequenceOutputs.LastStep,
            },
            Tensors = ModelLayer.Name([layer]),
            Inputs = Flag(config, "go_backwards") ? TurnBack(inputs, inputSize) : inputs,
            Tokens = tokens,
            Calls = Flag(config, "stateful") ? 2 : 1,
            Expected = Data(fixture.GetProperty("expected")),
            Tolerance = Tolerance,
        };
    }

    private static ModelLayer Recurrent(string kind, JsonElement config, int inputSize, float[][] weights, string? mergeMode)
    {
        int size = config.GetProperty("units").GetInt32();
        RnnCell cell = kind switch { "LSTM" => RnnCell.Lstm, "GRU" => RnnCell.GruResetBefore, _ => RnnCell.Tanh };
        int perDirection = mergeMode is null ? weights.Length : weights.Length / 2;
        var layer = new RecurrentDeclaration(cell, size, mergeMode is not null)
        {
            Merge = mergeMode switch
            {
                "sum" => DirectionMerge.Sum,
                "ave" => DirectionMerge.Mean,
                "mul" => DirectionMerge.Product,
                _ => DirectionMerge.Concatenate,
            },
            Variant = new CellVariant
            {
                Bias = perDirection == 3,
                GateActivation = config.TryGetProperty("recurrent_activation", out JsonElement gates)
                    ? KerasWeights.Activation(gates.GetString()!)
                    : LayerActivation.Sigmoid,
                CellActivation = KerasWeights.Activation(config.GetProperty("activation").GetString()!),
            },
        };
        IEnumerable<KeyValuePair<string, float[]>> tensors = KerasWeights.Recurrent(cell, inputSize, size, weights[..perDirection]);
        return new ModelLayer(layer, new Dictionary<string, float[]>(
            mergeMode is null
                ? tensors
                : tensors.Concat(KerasWeights.Recurrent(cell, inputSize, size, weights[perDirection..], "_reverse"))));
    }

    private static bool Flag(JsonElement config, string name) =>
        config.ValueKind == JsonValueKind.Object && config.TryGetProperty(name, out JsonElement value) && value.GetBoolean();

    private static float[] Data(JsonElement tensor) => [.. tensor.GetProperty("data").EnumerateArray().Select(value => value.GetSingle())];

    private static int[] Shape(JsonElement tensor) => [.. tensor.GetProperty("shape").EnumerateArray().Select(value => value.GetInt32())];

    private static float[] OneHot(int[] tokens, int size) =>
        [.. tokens.SelectMany(token => Enumerable.Range(0, size).Select(k => k == token ? 1f : 0f))];

    /// <summary>The time steps from the last to the first.</summary>
    private static float[] TurnBack(float[] inputs, int inputSize) => [.. inputs.Chunk(inputSize).Reverse().SelectMany(row => row)];
}
