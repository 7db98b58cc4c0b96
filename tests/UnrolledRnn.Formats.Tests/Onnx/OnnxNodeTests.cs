using System.Runtime.InteropServices;

namespace UnrolledRnn.Formats.Tests.Onnx;

/// <summary>
/// ONNX's own tests of its recurrent operators. Their weights are inputs of the graph, whose values are in files: they are put into the
/// model as tensors.
/// </summary>
public sealed class OnnxNodeTests
{
    private const float Tolerance = 1e-5f;

    [SkippableTheory]
    [InlineData("test_gru_with_initial_bias", "3 -> GruResetBefore 3", SequenceOutputs.LastStep)]
    [InlineData("test_lstm_defaults", "2 -> Lstm 3 without bias", SequenceOutputs.LastStep)]
    [InlineData("test_lstm_with_peepholes", "4 -> Lstm 3 peepholes", SequenceOutputs.LastStep)]
    [InlineData("test_simple_rnn_batchwise", "2 -> Tanh 4 without bias", SequenceOutputs.EveryStep)]
    public void Node_computes_what_onnx_says(string name, string layers, SequenceOutputs outputs)
    {
        string folder = SharedData.Require($"models/onnx/{name}");
        ModelDescription model = ModelFiles.Read(WithTensors(folder), name);

        Assert.Equal(layers, model.ToString());
        Assert.Equal(outputs, model.Outputs);

        // One time step each, so that the order of time and batch is the same.
        OnnxTensor x = Tensor(folder, "input_0");
        float[] actual = OnnxFixtures.Run(model, OnnxTensorElements.Floats(x), x.Shape[0] * x.Shape[1]);
        OnnxFixtures.AssertEqual(OnnxTensorElements.Floats(Tensor(folder, "output_0")), actual, Tolerance);
    }

    [SkippableFact]
    public void Weights_that_are_inputs_of_the_graph_are_named()
    {
        string path = SharedData.Require("models/onnx/test_lstm_defaults/model.onnx");

        OnnxFixtures.AssertRefused(() => ModelFiles.Read(path), "R is the input 'R' of the graph, expected a tensor of the file");
    }

    private static OnnxTensor Tensor(string folder, string file) =>
        OnnxTensor.Read(File.ReadAllBytes(Path.Combine(folder, "test_data_set_0", $"{file}.pb")), file);

    /// <summary>The model with all inputs but the first as tensors.</summary>
    private static byte[] WithTensors(string folder)
    {
        byte[] file = File.ReadAllBytes(Path.Combine(folder, "model.onnx"));
        OnnxModel model = OnnxModel.Read(new ModelSource("model.onnx", file));
        var graph = new ProtobufMessage();
        var reader = new ProtobufReader(file, "model.onnx", "the model");
        while (reader.Read())
        {
            if (reader.Field == 7)
            {
                CopyFields(reader.Bytes, graph);
            }
        }

        for (int i = 1; i < model.Graph.Inputs.Count; i++)
        {
            byte[] tensor = File.ReadAllBytes(Path.Combine(folder, "test_data_set_0", $"input_{i}.pb"));
            graph.AddRaw(5, tensor);
        }

        using var stream = new MemoryStream();
        OnnxMessages.Model(graph, []).WriteTo(stream);
        return stream.ToArray();
    }

    private static void CopyFields(ReadOnlyMemory<byte> message, ProtobufMessage target)
    {
        var reader = new ProtobufReader(message, "model.onnx", "the graph");
        while (reader.Read())
        {
            target.AddRaw(reader.Field, MemoryMarshal.ToEnumerable(reader.Bytes).ToArray());
        }
    }
}
