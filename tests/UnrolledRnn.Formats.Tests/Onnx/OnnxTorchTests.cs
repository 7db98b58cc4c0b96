using System.Text.Json;

namespace UnrolledRnn.Formats.Tests.Onnx;

/// <summary>Models that PyTorch exported compute what PyTorch computes; <c>Fixtures/torch_models.py</c> made them.</summary>
public sealed class OnnxTorchTests
{
    private const float Tolerance = 1e-5f;

    [Theory]
    [InlineData("lstm", "2 -> Lstm 4 -> dense 1 Identity", SequenceOutputs.EveryStep)]
    [InlineData("lstm_batch_first", "2 -> Lstm 4 -> dense 1 Identity", SequenceOutputs.EveryStep)]
    [InlineData("lstm_last", "2 -> Lstm 4 -> dense 1 Identity", SequenceOutputs.LastTimeStep)]
    [InlineData("lstm_last_fixed", "2 -> Lstm 4 -> dense 1 Identity", SequenceOutputs.LastTimeStep)]
    [InlineData("lstm_final", "2 -> Lstm 4 -> Lstm 4 -> dense 1 Identity", SequenceOutputs.LastStep)]
    [InlineData("gru_both_ways", "2 -> Gru 3 both ways -> Gru 3 both ways -> dense 2 Identity", SequenceOutputs.EveryStep)]
    [InlineData("gru_both_final", "2 -> Gru 3 both ways -> Gru 3 both ways -> dense 2 Identity", SequenceOutputs.LastStep)]
    [InlineData("gru_both_last", "2 -> Gru 3 both ways -> dense 2 Identity", SequenceOutputs.LastTimeStep)]
    [InlineData("gru_both_ends", "2 -> Gru 3 both ways -> dense 2 Identity", SequenceOutputs.LastStep)]
    [InlineData("rnn_relu", "2 -> Relu 4 without bias -> dense 2 Sigmoid", SequenceOutputs.EveryStep)]
    [InlineData("tokens", "7 -> embedding 3 -> Lstm 5 -> dense 7 Identity", SequenceOutputs.EveryStep)]
    [InlineData("stateful", "2 -> Lstm 4 -> Lstm 4 -> dense 1 Identity", SequenceOutputs.EveryStep)]
    [InlineData(
        "learned", "3 -> Gru 3 -> + 0.5 x layer 0 -> with layer 0 -> dense 4 Tanh -> dense 3 Identity + input", SequenceOutputs.EveryStep)]
    [InlineData(
        "parts", "2 -> Gru 3 both ways (Sum) -> dense 4 HardTanh -> dense 4 Softplus -> dense 2 Identity", SequenceOutputs.EveryStep)]
    public void Exported_model_computes_what_pytorch_does(string name, string layers, SequenceOutputs outputs)
    {
        ModelDescription model = ModelFiles.Read(OnnxFixtures.PathOf($"{name}.onnx"));
        using var expected = JsonDocument.Parse(File.ReadAllText(OnnxFixtures.PathOf($"{name}.json")));
        int batchSize = expected.RootElement.GetProperty("batch").GetInt32();
        float[] inputs = Floats(expected, "input");

        Assert.Equal(layers, model.ToString());
        Assert.Equal(outputs, model.Outputs);
        Assert.Equal("ONNX of pytorch 1.13.0", model.Format);
        OnnxFixtures.AssertEqual(Floats(expected, "output"), OnnxFixtures.Run(model, inputs, batchSize), Tolerance);
    }

    [Fact]
    public void Parameter_that_is_expanded_to_the_batch_is_an_initial_state()
    {
        ModelDescription model = ModelFiles.Read(OnnxFixtures.PathOf("learned.onnx"));

        Assert.True(model.HasInitialState);
        Assert.Equal([3], model.Layers[0].Tensors["h_0"].Shape);
    }

    private static float[] Floats(JsonDocument document, string name) =>
        [.. document.RootElement.GetProperty(name).EnumerateArray().Select(element => element.GetSingle())];
}
