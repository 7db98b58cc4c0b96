using System.Text;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats.Tests.RtNeural;

public sealed class RtNeuralRefusalTests
{
    private const string Dense = """{"type": "dense", "activation": "tanh", "shape": [null, null, 2], "weights": [[[1, 2]], [3, 4]]}""";

    private const string SecondDense =
        """{"type": "dense", "activation": "tanh", "shape": [null, null, 2], "weights": [[[1, 2], [3, 4]], [3, 4]]}""";

    private const string LstmWeights = "[[[1, 2, 3, 4], [5, 6, 7, 8]], [[1, 2, 3, 4]], [1, 2, 3, 4]]";

    [Theory]
    [InlineData("conv1d")]
    [InlineData("conv2d")]
    [InlineData("prelu")]
    [InlineData("batchnorm")]
    public void Layer_of_another_type_is_refused(string type) =>
        AssertRefused($$"""{"type": "{{type}}", "activation": "", "shape": [null, null, 2], "weights": []}""", $"layer 2 is a {type}");

    [Theory]
    [InlineData("lstm", "[null, null, 16]", LstmWeights, "layer 2 (lstm): its shape declares 16 units of 2 inputs")]
    [InlineData("gru", "[null, null, 1]", "[[[1, 2, 3], [4, 5, 6]], [[1, 2, 3]], [1, 2, 3]]", "bias [2, 3], found [2, 3], [1, 3], [3]")]
    [InlineData("dense", "[null, null, 2]", "[[[1], [2]], [3]]", "layer 2 (dense): its shape declares 2 units of 2 inputs")]
    [InlineData("dense", "[null, null, 2]", "[]", "found none")]
    [InlineData("activation", "[null, null, 3]", "[]", "layer 2 (activation): its shape declares 3 values, but the layer above gives 2")]
    [InlineData("dense", "[null, null]", "[]", "layer 2 (dense): its shape is to end with the number of its units")]
    [InlineData("dense", "[null, null, 2]", "[\"x\"]", "layer 2 (dense): its weights hold a text")]
    public void Shape_that_is_not_that_of_the_weights_is_refused(string type, string shape, string weights, string expected) =>
        AssertRefused($$"""{"type": "{{type}}", "activation": "", "shape": {{shape}}, "weights": {{weights}}}""", expected);

    [Fact]
    public void Function_of_a_recurrent_layer_is_refused() => AssertRefused(
        $$"""{"type": "lstm", "activation": "relu", "shape": [null, null, 1], "weights": {{LstmWeights}}}""",
        "layer 2 (lstm) has the activation 'relu', expected tanh");

    [Fact]
    public void Gain_that_is_no_gain_is_refused() => AssertRefused(SecondDense, "in_gain is 1000", "\"in_gain\": 1000, ");

    [Fact]
    public void Gain_of_more_inputs_than_the_file_has_bytes_for_is_refused()
    {
        string activation = """{"type": "activation", "activation": "tanh", "shape": [null, null, 1000000], "weights": []}""";

        ModelFormatException exception = Assert.Throws<ModelFormatException>(() => ModelFiles.Read(
            Encoding.UTF8.GetBytes($$"""{"in_gain": 3, "in_shape": [null, null, 1000000], "layers": [{{activation}}]}"""), "model"));

        Assert.Contains("gains of a model of 1000000 inputs", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Skip_around_more_outputs_than_one_is_refused() =>
        AssertRefused(SecondDense, "in_skip adds the input to one output, but the model has 2", "\"in_skip\": 1, ");

    [Theory]
    [InlineData(RnnCell.GruResetBefore)]
    [InlineData(RnnCell.Tanh)]
    public void Cell_that_the_format_has_not_is_not_written(RnnCell cell)
    {
        using var folder = new TemporaryFolder();
        var shape = new RecurrentLayerShape(cell, 1, 2, 2) { Bias = false };
        int rows = LayerTensors.Gates(cell) * 2;
        var model = new ModelDescription
        {
            InputSize = 1,
            Layers =
            [
                new ModelLayer(shape, new Dictionary<string, ModelTensor>
                {
                    ["weight_ih"] = new(new float[rows], rows, 1),
                    ["weight_hh"] = new(new float[rows * 2], rows, 2),
                }),
            ],
        };

        NotSupportedException exception = Assert.Throws<NotSupportedException>(() => ModelFiles.Write(model, folder.PathOf("a.json")));

        Assert.Contains($"not {cell} 2 without bias", exception.Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(string layer, string expected, string members = "")
    {
        ModelFormatException exception = Assert.Throws<ModelFormatException>(() => ModelFiles.Read(
            Encoding.UTF8.GetBytes($$"""{{{members}}"in_shape": [null, null, 1], "layers": [{{Dense}}, {{layer}}]}"""), "model.json"));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }
}
