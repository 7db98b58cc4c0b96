using System.Text.Json;

namespace UnrolledRnn.Formats.Tests.Keras;

/// <summary>The files that <c>Fixtures/make.py</c> laid out as Keras does, with what the models compute.</summary>
internal static class KerasFixture
{
    public static string PathOf(string name)
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "UnrolledRnn.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("There is no solution above the tests.");
        }

        return Path.Combine(folder.FullName, "tests", "UnrolledRnn.Formats.Tests", "Keras", "Fixtures", name);
    }

    /// <summary>Inputs, of tokens as one-hot vectors, and the outputs that belong to them.</summary>
    public static (float[] Inputs, float[] Outputs) Expected(string name, ModelDescription model)
    {
        using JsonDocument all = JsonDocument.Parse(File.ReadAllText(PathOf("expected.json")));
        JsonElement entry = all.RootElement.GetProperty(name);
        float[] inputs = Numbers(entry.GetProperty("inputs"));
        return (model.TakesTokens ? OneHot(inputs, model.InputSize) : inputs, Numbers(entry.GetProperty("outputs")));
    }

    /// <summary>What a model gives for a sequence from its initial state.</summary>
    public static float[] Run(ModelDescription model, float[] inputs)
    {
        using RecurrentModel running = RecurrentModel.Open(model, new RecurrentModelOptions { PrewarmSeconds = 0 });
        int steps = model.Outputs == SequenceOutputs.EveryStep ? inputs.Length / model.InputSize : 1;
        float[] outputs = new float[steps * model.OutputSize];
        running.Forward(inputs, outputs);
        return outputs;
    }

    public static float[] OneHot(float[] tokens, int size)
    {
        float[] vectors = new float[tokens.Length * size];
        for (int i = 0; i < tokens.Length; i++)
        {
            vectors[(i * size) + (int)tokens[i]] = 1;
        }

        return vectors;
    }

    public static void AssertClose(float[] expected, float[] outputs, float tolerance)
    {
        Assert.Equal(expected.Length, outputs.Length);
        Assert.All(expected.Zip(outputs), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    private static float[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetSingle())];
}
