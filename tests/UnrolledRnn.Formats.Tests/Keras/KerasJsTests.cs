using System.Text.Json;
using Nodes = System.Text.Json.Nodes;

namespace UnrolledRnn.Formats.Tests.Keras;

/// <summary>The fixtures of keras-js: one layer each, with weights, an input and the output of Keras 2.0; its options lie apart.</summary>
public sealed class KerasJsTests
{
    /// <summary>Inputs, weights and outputs have six decimals.</summary>
    private const float Tolerance = 3e-6f;

    [SkippableTheory]
    [InlineData("SimpleRNN", 5)]
    [InlineData("GRU", 5)]
    [InlineData("LSTM", 5)]
    [InlineData("Bidirectional", 4)]
    [InlineData("Embedding", 2)]
    [InlineData("TimeDistributed", 1)]
    public void Layer_computes_what_keras_did(string kind, int least)
    {
        using JsonDocument options = JsonDocument.Parse(File.ReadAllText(SharedData.Require("models/keras-js/attrs.json")));
        using JsonDocument fixtures = JsonDocument.Parse(File.ReadAllText(SharedData.Require($"models/keras-js/{kind}.json")));
        int count = 0;
        foreach (JsonProperty fixture in fixtures.RootElement.EnumerateObject())
        {
            JsonElement declared = options.RootElement.TryGetProperty(fixture.Name, out JsonElement found) ? found : default;
            AssertComputes(kind, fixture.Name, declared, fixture.Value);
            count++;
        }

        Assert.InRange(count, least, int.MaxValue);
    }

    private static void AssertComputes(string kind, string name, JsonElement declared, JsonElement fixture)
    {
        ModelTensor[] weights = [.. fixture.GetProperty("weights").EnumerateArray().Select(Tensor)];
        JsonElement inner = kind == "Bidirectional" ? declared.GetProperty("layer").GetProperty("config") : declared;
        bool turns = Flag(inner, "go_backwards");
        ModelDescription model = ListedWeights.Describe(
            Config(kind, declared, weights), new Dictionary<string, ModelTensor[]> { ["layer"] = weights }, "2.0.6");

        float[] data = Tensor(fixture.GetProperty("input")).Values.ToArray();
        float[] inputs = model.TakesTokens ? KerasFixture.OneHot(data, model.InputSize) : data;
        if (turns)
        {
            inputs = [.. inputs.Chunk(model.InputSize).Reverse().SelectMany(row => row)];
        }

        using RecurrentModel running = RecurrentModel.Open(model);
        float[] expected = Tensor(fixture.GetProperty("expected")).Values.ToArray();
        float[] outputs = new float[expected.Length];
        for (int call = 0; call < (Flag(inner, "stateful") ? 2 : 1); call++)
        {
            running.Forward(inputs, outputs);
        }

        float error = expected.Zip(outputs, (first, second) => MathF.Abs(first - second)).Max();
        Assert.True(error <= Tolerance, $"{name} is off by {error}.");
    }

    /// <summary>The configuration of a model of one layer, which goes forwards: a test turns the input instead.</summary>
    private static string Config(string kind, JsonElement declared, ModelTensor[] weights)
    {
        Nodes.JsonObject config = declared.ValueKind == JsonValueKind.Object ? Nodes.JsonNode.Parse(declared.GetRawText())!.AsObject() : [];
        config["name"] = "layer";
        config["go_backwards"] = false;
        if (kind == "TimeDistributed")
        {
            config["layer"] = new Nodes.JsonObject
            {
                ["class_name"] = "Dense",
                ["config"] = new Nodes.JsonObject { ["units"] = weights[0].Shape[1], ["activation"] = "linear" },
            };
        }

        string shape = kind == "Embedding" ? "[null, null]" : $"[null, null, {weights[0].Shape[0]}]";
        return ListedWeights.Sequential(shape, [new Nodes.JsonObject { ["class_name"] = kind, ["config"] = config }.ToJsonString()]);
    }

    private static bool Flag(JsonElement config, string name) =>
        config.ValueKind == JsonValueKind.Object && config.TryGetProperty(name, out JsonElement value) && value.GetBoolean();

    private static ModelTensor Tensor(JsonElement tensor) => new(
        [.. tensor.GetProperty("data").EnumerateArray().Select(value => value.GetSingle())],
        [.. tensor.GetProperty("shape").EnumerateArray().Select(value => value.GetInt32())]);
}
