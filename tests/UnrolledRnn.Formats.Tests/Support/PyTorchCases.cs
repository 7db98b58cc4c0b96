using System.Text.Json;

namespace UnrolledRnn.Formats.Tests.Support;

/// <summary>Models that PyTorch has saved, and what it computes with them; PyTorch/Fixtures/make_fixtures.py made both.</summary>
internal static class PyTorchCases
{
    private const float Tolerance = 1e-5f;

    /// <summary>The path of a file.</summary>
    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "PyTorch", "Fixtures", file);

    /// <summary>The content of a file.</summary>
    public static byte[] Bytes(string file) => File.ReadAllBytes(PathOf(file));

    /// <summary>Reads a file and checks that the model computes what PyTorch does.</summary>
    public static ModelDescription Check(string file, ModelReadOptions? options = null)
    {
        ModelDescription model = ModelFiles.Read(PathOf(file), options);
        Check(model, Path.GetFileNameWithoutExtension(file));
        return model;
    }

    /// <summary>Checks that a model computes what PyTorch does.</summary>
    public static void Check(ModelDescription model, string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(PathOf("cases.json")));
        JsonElement cases = document.RootElement.GetProperty(name);
        float[] inputs = Floats(cases.GetProperty("inputs"));
        float[] expected = Floats(cases.GetProperty("outputs"));

        float[] outputs = Run(model, inputs);

        Assert.Equal(expected.Length, outputs.Length);
        Assert.All(expected.Zip(outputs), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }

    /// <summary>What a model gives for a sequence of vectors, or of tokens where it has an embedding.</summary>
    public static float[] Run(ModelDescription model, float[] inputs)
    {
        using RecurrentModel network = RecurrentModel.Open(model);
        int steps = model.TakesTokens ? inputs.Length : inputs.Length / model.InputSize;
        float[] outputs = new float[steps * model.OutputSize];
        if (!model.TakesTokens)
        {
            network.Forward(inputs, outputs);
            return outputs;
        }

        for (int t = 0; t < steps; t++)
        {
            network.Step((int)inputs[t], outputs.AsSpan(t * model.OutputSize, model.OutputSize));
        }

        return outputs;
    }

    private static float[] Floats(JsonElement numbers) => [.. numbers.EnumerateArray().Select(number => number.GetSingle())];
}
