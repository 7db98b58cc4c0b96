using System.Text;
using UnrolledRnn.Formats.Tests.Support;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats.Tests.Proteus;

public sealed class ProteusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _file = File.ReadAllText(PyTorchCases.PathOf("proteus.json"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Model_with_a_knob_computes_what_PyTorch_does()
    {
        ModelDescription model = PyTorchCases.Check("proteus.json");

        Assert.Equal("2 -> Gru 5 -> dense 1 Identity + input", model.ToString());
        Assert.Equal("Proteus", model.Format);
    }

    [Fact]
    public void Model_comes_back_from_what_is_written()
    {
        ModelDescription model = ModelFiles.Read(PyTorchCases.PathOf("proteus.json"));

        ModelFiles.Write(model, _folder.PathOf("model.proteus.json"));

        SameModel.Check(model, ModelFiles.Read(_folder.PathOf("model.proteus.json")));
    }

    [Fact]
    public void Stack_without_a_skip_or_biases_comes_back()
    {
        ModelDescription model = ModelDescription.Of(RandomWeights.Network<TwoGrus>());
        ModelLayer output = model.Layers[^1];
        model = model with
        {
            Layers =
            [
                .. model.Layers.SkipLast(1),
                new ModelLayer(
                    ((DenseLayerShape)output.Shape) with { Bias = false },
                    new Dictionary<string, ModelTensor> { ["weight"] = output.Tensors["weight"] }),
            ],
        };

        ModelFiles.Write(model, _folder.PathOf("model.proteus.json"));

        SameModel.Check(model, ModelFiles.Read(_folder.PathOf("model.proteus.json")));
    }

    [Theory]
    [InlineData("\"hidden_size\": 5", "\"hidden_size\": 6", "'rec.weight_ih_l0' of shape [18, 2], found [15, 2]")]
    [InlineData("\"unit_type\": \"GRU\"", "\"unit_type\": \"LSTM\"", "'rec.weight_hh_l0' of shape [20, 5], found [15, 5]")]
    [InlineData("\"unit_type\": \"GRU\"", "\"unit_type\": \"Conv\"", "'Conv', expected LSTM, GRU or RNN")]
    [InlineData("\"num_layers\": 1", "\"num_layers\": 2", "'rec.weight_ih_l1' is missing, expected [15, 5]")]
    [InlineData("\"skip\": 1", "\"skip\": 2", "adds 2 inputs to 1 outputs")]
    [InlineData("\"SimpleRNN\"", "\"GatedConvNet\"", "model 'GatedConvNet'")]
    [InlineData("\"bias_fl\": true", "\"bias_fl\": false", "'lin.bias' of shape [1] is left over")]
    [InlineData("lin.bias", "lin.buas", "'lin.bias' is missing, expected [1]; 'lin.buas' of shape [1] is left over")]
    public void File_that_contradicts_itself_is_refused(string old, string other, string expected)
    {
        Assert.Contains(old, _file, StringComparison.Ordinal);
        byte[] file = Encoding.UTF8.GetBytes(_file.Replace(old, other, StringComparison.Ordinal));

        Assert.Contains(
            expected, Assert.Throws<ModelFormatException>(() => ModelFiles.Read(file, "file")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_layers_are_refused_by_name() => Refused<Listed>("recurrent layers with a dense layer without a function");

    [Fact]
    public void Other_cells_are_refused_by_name() => Refused<ReluResidual>("not Relu 5");

    [Fact]
    public void State_of_the_model_s_own_is_refused()
    {
        ModelDescription model = ModelDescription.Of(RandomWeights.Network<Amp>());
        Dictionary<string, ModelTensor> tensors = new(model.Layers[0].Tensors) { ["h_0"] = new([.. Enumerable.Repeat(0.5f, 16)], 16) };
        model = model with { Layers = [model.Layers[0] with { Tensors = tensors }, model.Layers[1]] };

        Refused(model, "starts from zeros");
    }

    private void Refused<TNetwork>(string part)
        where TNetwork : class, ISequenceNetwork<TNetwork> => Refused(ModelDescription.Of(RandomWeights.Network<TNetwork>()), part);

    private void Refused(ModelDescription model, string part) => Assert.Contains(
        part,
        Assert.Throws<NotSupportedException>(() => ModelFiles.Write(model, _folder.PathOf("model.proteus.json"))).Message,
        StringComparison.Ordinal);
}
