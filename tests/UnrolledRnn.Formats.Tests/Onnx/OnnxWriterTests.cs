using UnrolledRnn.Formats.Tests.Support;

namespace UnrolledRnn.Formats.Tests.Onnx;

public sealed class OnnxWriterTests
{
    private const int Steps = 5;
    private const int BatchSize = 3;

    public static TheoryData<string> Names => OnnxModels.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Onnx_runtime_computes_what_the_runner_does(string name)
    {
        ModelDescription model = OnnxModels.Of(name);
        var random = new Random(3);
        float[] inputs = model.TakesTokens
            ? [.. Enumerable.Range(0, Steps * BatchSize).Select(_ => (float)random.Next(model.InputSize))]
            : RandomWeights.Values(random, Steps * BatchSize * model.InputSize);

        float[] outputs = OnnxRuntimeOracle.Run(Written(model), inputs, Steps, BatchSize, state => InitialState(model, state));

        OnnxFixtures.AssertEqual(outputs, OnnxFixtures.Run(model, inputs, BatchSize), 1e-5f);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Model_that_is_read_back_computes_the_same(string name)
    {
        ModelDescription model = OnnxModels.Of(name);
        float[] inputs = RandomWeights.Values(new Random(3), Steps * BatchSize * model.InputSize);
        inputs = model.TakesTokens ? [1, 0, 3, 2, 5, 6] : inputs;

        ModelDescription read = ModelFiles.Read(Written(model), "model.onnx");

        Assert.Equal(model.InputSize, read.InputSize);
        Assert.Equal(model.Outputs, read.Outputs);
        int batchSize = model.TakesTokens ? 1 : BatchSize;
        OnnxFixtures.AssertEqual(OnnxFixtures.Run(model, inputs, batchSize), OnnxFixtures.Run(read, inputs, batchSize), 1e-6f);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Model_that_is_read_back_has_the_same_layers_and_tensors(string name)
    {
        ModelDescription model = OnnxModels.Of(name);
        ModelDescription read = ModelFiles.Read(Written(model), "model.onnx");

        Assert.Equal(model.ToString(), read.ToString());
        Assert.Equal(model.Residual, read.Residual);
        foreach ((ModelLayer expected, ModelLayer actual) in model.Layers.Zip(read.Layers))
        {
            Assert.Equal(expected.Shape, actual.Shape);
            Assert.Equal(expected.Tensors.Keys.Order(), actual.Tensors.Keys.Order());
            Assert.All(
                expected.Tensors, tensor => Assert.Equal(tensor.Value.Values.ToArray(), actual.Tensors[tensor.Key].Values.ToArray()));
        }
    }

    [Fact]
    public void Rates_and_texts_are_read_back()
    {
        ModelDescription model = OnnxModels.Of("lstm") with
        {
            SampleRate = 44_100.5,
            PrewarmSeconds = 0.5,
            Metadata = new Dictionary<string, string> { ["name"] = "Früh", ["loudness"] = "-18.5" },
        };
        using var folder = new TemporaryFolder();

        ModelFiles.Write(model, folder.PathOf("amp.onnx"));
        ModelDescription read = ModelFiles.Read(folder.PathOf("amp.onnx"));

        Assert.Equal(44_100.5, read.SampleRate);
        Assert.Equal(0.5, read.PrewarmSeconds);
        Assert.Equal(model.Metadata, read.Metadata);
        Assert.Equal("ONNX of UnrolledRnn", read.Format);
    }

    public static TheoryData<RecurrentLayerShape, string> Refused => new()
    {
        { OnnxModels.Lstm(2, 4) with { CellClip = 3 }, "layer 1 (Lstm 4 clip 3) limits c" },
        { OnnxModels.Lstm(2, 4) with { ProjectionSize = 2, OutputSize = 2 }, "layer 1 (Lstm 4 projected to 2) is projected" },
        { OnnxModels.Lstm(2, 4) with { GateActivation = LayerActivation.HardTanh }, "the function HardTanh" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_the_operators_cannot_do_is_refused(RecurrentLayerShape layer, string problem)
    {
        using var folder = new TemporaryFolder();

        NotSupportedException refusal = Assert.Throws<NotSupportedException>(
            () => ModelFiles.Write(OnnxModels.Model(2, [layer]), folder.PathOf("model.onnx")));

        Assert.Contains(problem, refusal.Message, StringComparison.Ordinal);
    }

    private static byte[] Written(ModelDescription model)
    {
        using var stream = new MemoryStream();
        new OnnxWriter().Write(model, stream);
        return stream.ToArray();
    }

    /// <summary>[directions, nHid] of an input <c>state_in.K.h</c>, or null.</summary>
    private static float[]? InitialState(ModelDescription model, string name)
    {
        string[] parts = name.Split('.');
        ModelLayer layer = model.Layers.Where(layer => layer.Shape is RecurrentLayerShape).ElementAt(int.Parse(parts[1], null));
        string[] names = [.. LayerTensors.Directions((RecurrentLayerShape)layer.Shape).Select(direction => $"{parts[2]}_0{direction}")];
        return layer.Tensors.ContainsKey(names[0]) ? [.. names.SelectMany(tensor => layer.Tensors[tensor].Values.ToArray())] : null;
    }
}
