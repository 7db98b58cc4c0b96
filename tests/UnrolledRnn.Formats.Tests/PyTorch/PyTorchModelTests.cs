using UnrolledRnn.Formats.Tests.Support;

namespace UnrolledRnn.Formats.Tests.PyTorch;

/// <summary>State dictionaries that PyTorch has saved compute here what they compute there.</summary>
public sealed class PyTorchModelTests
{
    [Theory]
    [InlineData("lstm_stack.pt", "2 -> Lstm 6 -> Lstm 6 -> dense 3 Identity")]
    [InlineData("lstm_stack.safetensors", "2 -> Lstm 6 -> Lstm 6 -> dense 3 Identity")]
    [InlineData("gru_bidirectional.pt", "3 -> Gru 4 both ways -> dense 2 Identity")]
    [InlineData("gru_bidirectional.safetensors", "3 -> Gru 4 both ways -> dense 2 Identity")]
    [InlineData("projected.pt", "3 -> Lstm 8 projected to 3 -> dense 2 Identity without bias")]
    [InlineData("projected.safetensors", "3 -> Lstm 8 projected to 3 -> dense 2 Identity without bias")]
    [InlineData("language.pt", "9 -> embedding 4 -> Lstm 5 -> Gru 6 -> dense 9 Identity")]
    [InlineData("language.safetensors", "9 -> embedding 4 -> Lstm 5 -> Gru 6 -> dense 9 Identity")]
    [InlineData("tied.pt", "9 -> embedding 4 -> Gru 4 -> dense 9 Identity tied")]
    [InlineData("tied.safetensors", "9 -> embedding 4 -> Gru 4 -> dense 9 Identity tied")]
    [InlineData("cells.pt", "2 -> dense 4 Identity -> Lstm 5 -> Gru 4 -> Tanh 3 -> dense 2 Identity")]
    [InlineData("cells.safetensors", "2 -> dense 4 Identity -> Lstm 5 -> Gru 4 -> Tanh 3 -> dense 2 Identity")]
    [InlineData("lstm_half.pt", "1 -> Lstm 4 -> dense 1 Identity")]
    [InlineData("lstm_half.safetensors", "1 -> Lstm 4 -> dense 1 Identity")]
    [InlineData("lstm_bfloat16.pt", "1 -> Lstm 4 -> dense 1 Identity")]
    [InlineData("lstm_bfloat16.safetensors", "1 -> Lstm 4 -> dense 1 Identity")]
    [InlineData("lstm_double.pt", "1 -> Lstm 4 -> dense 1 Identity")]
    [InlineData("lstm_double.safetensors", "1 -> Lstm 4 -> dense 1 Identity")]
    [InlineData("views.pt", "3 -> Lstm 4 without bias -> dense 2 Identity")]
    public void Model_computes_what_PyTorch_does(string file, string shape) =>
        Assert.Equal(shape, PyTorchCases.Check(file).ToString());

    [Fact]
    public void Cell_that_shapes_leave_open_is_the_one_that_options_say()
    {
        ModelDescription model = PyTorchCases.Check("rnn_relu.pt", new ModelReadOptions { Cell = RnnCell.Relu });

        Assert.Equal("3 -> Relu 5 -> dense 1 Identity", model.ToString());
        Assert.Equal("3 -> Tanh 5 -> dense 1 Identity", ModelFiles.Read(PyTorchCases.PathOf("rnn_relu.pt")).ToString());
    }

    [Fact]
    public void What_stands_beside_a_nested_state_dict_travels_as_texts()
    {
        IReadOnlyDictionary<string, string> metadata = ModelFiles.Read(PyTorchCases.PathOf("rnn_relu.pt")).Metadata;

        Assert.Equal(
            ["best: true", "epoch: 3", "loss: 0.25", "note: trained"],
            metadata.Select(text => $"{text.Key}: {text.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("tied_once.safetensors")]
    [InlineData("tied_noted.safetensors")]
    public void Table_that_a_file_has_once_is_that_of_the_output_too(string file)
    {
        ModelDescription model = ModelFiles.Read(PyTorchCases.PathOf(file));

        PyTorchCases.Check(model, "tied");
        Assert.Equal("9 -> embedding 4 -> Gru 4 -> dense 9 Identity tied", model.ToString());
    }
}
