using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats.Tests.Onnx;

/// <summary>The small models beside the tests, and how they are run.</summary>
internal static class OnnxFixtures
{
    /// <summary>Features of the input of <see cref="File"/>.</summary>
    public const int InputSize = 2;

    /// <summary>A model of one graph: it reads <c>x</c> [time, batch, 2], and what is built gives the output.</summary>
    public static byte[] File(Func<OnnxGraphBuilder, string> build)
    {
        var graph = new OnnxGraphBuilder();
        graph.Input("x", OnnxDataType.Float, "time", "batch", InputSize);
        graph.Node("Identity", [build(graph)], ["output"]);
        graph.Output("output");
        return Bytes(OnnxMessages.Model(graph.ToMessage(), []));
    }

    /// <summary>A message as a file.</summary>
    public static byte[] Bytes(ProtobufMessage message)
    {
        using var stream = new MemoryStream();
        message.WriteTo(stream);
        return stream.ToArray();
    }

    /// <summary>The path of a file.</summary>
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Onnx", "Fixtures", name);

    /// <summary>Runs the sequences of a batch: [T, B, nIn], or tokens [T, B] → [T, B, nOut], or [B, nOut].</summary>
    public static float[] Run(ModelDescription model, float[] inputs, int batchSize)
    {
        inputs = model.TakesTokens ? OneHot(inputs, model.InputSize) : inputs;
        int steps = inputs.Length / (batchSize * model.InputSize);
        int outputSteps = model.Outputs == SequenceOutputs.EveryStep ? steps : 1;
        float[] outputs = new float[outputSteps * batchSize * model.OutputSize];
        for (int b = 0; b < batchSize; b++)
        {
            float[] own = [.. Enumerable.Range(0, steps).SelectMany(t => Vector(inputs, (t * batchSize) + b, model.InputSize))];
            float[] result = new float[outputSteps * model.OutputSize];
            using RecurrentModel running = RecurrentModel.Open(model, new RecurrentModelOptions { PrewarmSeconds = 0 });
            running.Forward(own, result);
            for (int t = 0; t < outputSteps; t++)
            {
                Vector(result, t, model.OutputSize).CopyTo(outputs.AsSpan(((t * batchSize) + b) * model.OutputSize));
            }
        }

        return outputs;
    }

    public static void AssertEqual(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    /// <summary>Asserts that a file is refused with a message that holds a text.</summary>
    public static void AssertRefused(Action read, string problem) =>
        Assert.Contains(problem, Assert.Throws<ModelFormatException>(read).Message, StringComparison.Ordinal);

    /// <summary>[n] → [n, vocabulary]</summary>
    public static float[] OneHot(float[] tokens, int vocabulary)
    {
        float[] vectors = new float[tokens.Length * vocabulary];
        for (int i = 0; i < tokens.Length; i++)
        {
            vectors[(i * vocabulary) + (int)tokens[i]] = 1;
        }

        return vectors;
    }

    private static float[] Vector(float[] values, int index, int size) => values[(index * size)..((index + 1) * size)];
}
