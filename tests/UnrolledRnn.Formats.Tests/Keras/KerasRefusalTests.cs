using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats.Tests.Keras;

/// <summary>What no network here computes is refused by the layer's number, class and name.</summary>
public sealed class KerasRefusalTests
{
    private const string Lstm =
        """
        {"class_name": "LSTM", "config": {
          "name": "lstm", "units": 2, "return_sequences": true, "activation": "tanh", "recurrent_activation": "sigmoid"}}
        """;

    private static readonly Dictionary<string, ModelTensor[]> s_weights = new()
    {
        ["lstm"] = Zeros([2, 8], [2, 8], [8]),
        ["both"] = [.. Zeros([2, 8], [2, 8], [8]), .. Zeros([2, 8], [2, 8], [8])],
        ["dense"] = Zeros([2, 2], [2]),
        ["embedding"] = Zeros([5, 2]),
    };

    [Theory]
    [InlineData("Conv1D", "\"filters\": 3", "is of a class that no network here has")]
    [InlineData("Masking", "\"mask_value\": 0", "is of a class that no network here has")]
    [InlineData("Dense", "\"units\": 2, \"activation\": \"swish\"", "has the activation 'swish'")]
    [InlineData("Dense", "\"units\": 2, \"activation\": \"leaky_relu\"", "has the activation 'leaky_relu'")]
    [InlineData("Dense", "\"units\": 3, \"activation\": \"relu\"", "is to have the tensors kernel [2, 3], bias [3], found [2, 2], [2]")]
    [InlineData("LeakyReLU", "\"alpha\": 0.3", "has the alpha 0.3, expected 0.01")]
    [InlineData("LeakyReLU", "\"negative_slope\": 0.2", "has the negative_slope 0.2, expected 0.01")]
    [InlineData("ReLU", "\"max_value\": 6", "has a max_value or threshold")]
    [InlineData("ELU", "\"alpha\": 0.5", "has alpha 0.5, expected 1")]
    [InlineData("Softmax", "\"axis\": 1", "is over another axis")]
    [InlineData("TimeDistributed", "\"layer\": {\"class_name\": \"LSTM\", \"config\": {}}", "applies a LSTM at each step")]
    public void Layer_is_refused(string className, string options, string expected)
    {
        string layer = $$$"""{"class_name": "{{{className}}}", "config": {"name": "dense", {{{options}}} }}""";

        AssertRefused(ListedWeights.Sequential(layer), $"layer 2 ({className} 'dense') {expected}");
    }

    [Theory]
    [InlineData("\"go_backwards\": false", "\"go_backwards\": true", "has go_backwards")]
    [InlineData("\"activation\": \"tanh\"", "\"activation\": \"softmax\"", "has the activation softmax, which no cell here has")]
    [InlineData("\"units\": 2", "\"units\": 3", "kernel [2, 12], recurrent kernel [3, 12], bias [12]")]
    [InlineData("\"go_backwards\": false", "\"use_bias\": false", "found [2, 8], [2, 8], [8]")]
    public void Option_of_a_recurrent_layer_is_refused(string option, string other, string expected)
    {
        string layer = Lstm.Replace("\"units\": 2", "\"go_backwards\": false, \"units\": 2", StringComparison.Ordinal)
            .Replace(option, other, StringComparison.Ordinal);

        AssertRefused(ListedWeights.Sequential(layer), "layer 2 (LSTM 'lstm')", expected);
    }

    [Theory]
    [InlineData("null", "has no merge_mode")]
    [InlineData("\"max\"", "has the merge_mode 'max'")]
    public void Merge_mode_is_refused(string mode, string expected)
    {
        string layer = $$$"""{"class_name": "Bidirectional", "config": {"name": "both", "merge_mode": {{{mode}}}, "layer": {{{Lstm}}} }}""";

        AssertRefused(ListedWeights.Sequential(layer), "layer 2 (Bidirectional 'both')", expected);
    }

    [Fact]
    public void Layer_without_a_sequence_in_front_of_another_recurrent_layer_is_refused()
    {
        string first = Lstm.Replace("\"return_sequences\": true", "\"return_sequences\": false", StringComparison.Ordinal);
        string second = Lstm.Replace("\"lstm\"", "\"second\"", StringComparison.Ordinal);

        AssertRefused(ListedWeights.Sequential(first, second), "layer 3 (LSTM 'second')", "return_sequences is false above it");
    }

    [Fact]
    public void Mask_of_an_embedding_in_front_of_a_recurrent_layer_is_refused()
    {
        string embedding =
            """{"class_name": "Embedding", "config": {"name": "embedding", "input_dim": 5, "output_dim": 2, "mask_zero": true}}""";

        AssertRefused(ListedWeights.Sequential("[null, null]", [embedding, Lstm]), "layer 3 (LSTM 'lstm')", "mask_zero");
    }

    [Fact]
    public void Model_in_code_is_refused() =>
        AssertRefused("""{"class_name": "Amp", "config": {}}""", "the model is of the class Amp, whose layers are in its code");

    [Fact]
    public void Model_of_keras_1_is_refused()
    {
        ModelFormatException exception = Assert.Throws<ModelFormatException>(
            () => ListedWeights.Describe(ListedWeights.Sequential(Lstm), s_weights, "1.2.2"));

        Assert.Contains("Keras 1.2.2 saved the model", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[[["input", 0, 0, {}]], [["input", 0, 0, {}]]]""", "is used 2 times")]
    [InlineData("""[[["input", 0, 1, {}]]]""", "reads output 1 of 'input'")]
    [InlineData("""[[["input", 0, 0, {"initial_state": 3}]]]""", "is called with the option initial_state")]
    [InlineData("""[[["input", 0, 0, {}], ["input", 0, 0, {}]]]""", "reads 2 layers, expected 1")]
    [InlineData("""[[["elsewhere", 0, 0, {}]]]""", "reads 'elsewhere', which does not stand above it")]
    [InlineData("""[{"args": [3], "kwargs": {}}]""", "is called with numbers")]
    [InlineData("""[{"args": [{"config": {"keras_history": ["input", 0, 0]}}], "kwargs": {"mask": 1}}]""", "the option mask")]
    public void Call_of_a_functional_layer_is_refused(string nodes, string expected) =>
        AssertRefused(Functional("lstm", (Lstm, nodes)), "layer 2 (LSTM 'lstm')", expected);

    [Fact]
    public void Branches_side_by_side_are_refused()
    {
        string second = Lstm.Replace("\"lstm\"", "\"second\"", StringComparison.Ordinal);
        string config = Functional("second", (Lstm, """[[["input", 0, 0, {}]]]"""), (second, """[[["input", 0, 0, {}]]]"""));

        AssertRefused(config, "layer 3 (LSTM 'second') reads 'input', while 'lstm' stands above it");
    }

    [Fact]
    public void Output_in_the_middle_is_refused()
    {
        string dense = """{"class_name": "Dense", "config": {"name": "dense", "units": 2, "activation": "relu"}}""";
        string config = Functional("lstm", (Lstm, """[[["input", 0, 0, {}]]]"""), (dense, """[[["lstm", 0, 0, {}]]]"""));

        AssertRefused(config, "layer 3 (Dense 'dense') is not the model's output, which is 'lstm'");
    }

    [Fact]
    public void Concatenation_in_another_order_is_refused()
    {
        string join = """{"class_name": "Concatenate", "config": {"name": "join", "axis": -1}}""";
        string config = Functional(
            "join", (Lstm, """[[["input", 0, 0, {}]]]"""), (join, """[[["input", 0, 0, {}], ["lstm", 0, 0, {}]]]"""));

        AssertRefused(config, "layer 3 (Concatenate 'join')", "the first is to be 'lstm'");
    }

    private static string Functional(string output, params (string Layer, string Nodes)[] layers)
    {
        IEnumerable<string> entries = layers.Select(layer => $", {layer.Layer[..^1]}, \"inbound_nodes\": {layer.Nodes}}}");
        return $$$"""
            {"class_name": "Functional", "config": {"name": "f", "output_layers": [["{{{output}}}", 0, 0]], "layers": [
              {"class_name": "InputLayer", "config": {"name": "input", "batch_input_shape": [null, null, 2]}, "inbound_nodes": []}
              {{{string.Concat(entries)}}}]}}
            """;
    }

    private static void AssertRefused(string config, params string[] expected)
    {
        ModelFormatException exception = Assert.Throws<ModelFormatException>(() => ListedWeights.Describe(config, s_weights));
        Assert.All(expected, text => Assert.Contains(text, exception.Message, StringComparison.Ordinal));
    }

    private static ModelTensor[] Zeros(params int[][] shapes) =>
        [.. shapes.Select(shape => new ModelTensor(new float[shape.Aggregate(1, (product, size) => product * size)], shape))];
}
