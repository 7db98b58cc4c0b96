using UnrolledRnn.Formats.Tests.Support;

namespace UnrolledRnn.Formats.Tests.Onnx;

/// <summary>
/// Graphs as exporters other than PyTorch's first one make them compute what ONNX Runtime computes; <c>Fixtures/hand_models.py</c> built
/// them.
/// </summary>
public sealed class OnnxHandMadeTests
{
    private const int Steps = 6;
    private const int BatchSize = 2;

    [Theory]
    [InlineData("keras_lstm", "BTF", "2 -> Lstm 4 -> dense 3 Softmax", SequenceOutputs.EveryStep)]
    [InlineData("keras_lstm_last", "BTF", "2 -> Lstm 4 -> dense 3 Softmax", SequenceOutputs.LastStep)]
    [InlineData("keras_both_ways", "BTF", "2 -> Lstm 4 both ways -> dense 3 Softmax", SequenceOutputs.EveryStep)]
    [InlineData("keras_both_ways_last", "BTF", "2 -> Lstm 4 both ways -> dense 3 Softmax", SequenceOutputs.LastStep)]
    [InlineData("two_nodes", "TBF", "2 -> Gru 4 both ways -> dense 3 Identity without bias", SequenceOutputs.EveryStep)]
    [InlineData("two_nodes_turned", "TBF", "2 -> Gru 4 both ways -> dense 3 Identity without bias", SequenceOutputs.EveryStep)]
    [InlineData("dynamo", "BTF", "2 -> Lstm 4 -> dense 3 Identity", SequenceOutputs.EveryStep)]
    public void Graph_computes_what_onnx_runtime_does(string name, string layout, string layers, SequenceOutputs outputs)
    {
        byte[] file = File.ReadAllBytes(OnnxFixtures.PathOf($"{name}.onnx"));
        float[] inputs = RandomWeights.Values(new Random(4), Steps * BatchSize * 2);

        ModelDescription model = ModelFiles.Read(file, name);

        Assert.Equal(layers, model.ToString());
        Assert.Equal(outputs, model.Outputs);
        float[] expected = OnnxRuntimeOracle.Run(file, inputs, Steps, BatchSize, layout: layout);
        OnnxFixtures.AssertEqual(expected, OnnxFixtures.Run(model, inputs, BatchSize), 1e-5f);
    }

    [Fact]
    public void Elements_of_other_widths_and_tokens_as_floats_are_read()
    {
        byte[] file = File.ReadAllBytes(OnnxFixtures.PathOf("types.onnx"));
        float[] tokens = [3, 1, 0, 6, 2, 5];

        ModelDescription model = ModelFiles.Read(file, "types.onnx");

        Assert.Equal("7 -> embedding 3 -> Tanh 4 -> dense 3 Identity without bias", model.ToString());
        float[] expected = OnnxRuntimeOracle.Run(file, tokens, steps: 3, batchSize: 2);
        OnnxFixtures.AssertEqual(expected, OnnxFixtures.Run(model, tokens, batchSize: 2), 1e-5f);
    }

    [Fact]
    public void Elements_in_a_file_beside_the_model_are_read()
    {
        ModelDescription model = ModelFiles.Read(OnnxFixtures.PathOf("external.onnx"));
        float[] data = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(
            File.ReadAllBytes(OnnxFixtures.PathOf("external.data"))).ToArray();

        Assert.Equal(data[..8], model.Layers[0].Tensors["weight_ih"].Values.ToArray());
        Assert.Equal(data[8..], model.Layers[0].Tensors["weight_hh"].Values.ToArray());
    }

    [Fact]
    public void Elements_in_a_file_that_is_missing_are_named()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("external.onnx", File.ReadAllBytes(OnnxFixtures.PathOf("external.onnx")));

        OnnxFixtures.AssertRefused(() => ModelFiles.Read(path), "'external.data', which is missing");
    }

    [Fact]
    public void Elements_in_a_file_that_is_too_short_are_named()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("external.onnx", File.ReadAllBytes(OnnxFixtures.PathOf("external.onnx")));
        folder.Write("external.data", new byte[95]);

        OnnxFixtures.AssertRefused(() => ModelFiles.Read(path), "expected 64 bytes from byte 32 of the file 'external.data', which has 95");
    }

    [Fact]
    public void Elements_in_another_folder_are_refused()
    {
        byte[] file = File.ReadAllBytes(OnnxFixtures.PathOf("external.onnx"));
        Span<byte> location = file.AsSpan(file.AsSpan().IndexOf("external.data"u8));
        "../rnal.data"u8.CopyTo(location);

        OnnxFixtures.AssertRefused(() => ModelFiles.Read(file, "external.onnx"), "not beside the model");
    }
}
