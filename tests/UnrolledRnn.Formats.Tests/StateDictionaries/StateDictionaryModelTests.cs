using UnrolledRnn.Formats.Tests.Support;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats.Tests.StateDictionaries;

public sealed class StateDictionaryModelTests
{
    [Theory]
    [InlineData(1, null, "Tanh")]
    [InlineData(1, RnnCell.Relu, "Relu")]
    [InlineData(1, RnnCell.Sigmoid, "Sigmoid")]
    [InlineData(1, RnnCell.Gru, "Tanh")]
    [InlineData(3, null, "Gru")]
    [InlineData(3, RnnCell.GruResetBefore, "GruResetBefore")]
    [InlineData(3, RnnCell.Relu, "Gru")]
    [InlineData(4, RnnCell.Relu, "Lstm")]
    public void Gates_tell_the_cell_and_options_what_they_leave_open(int gates, RnnCell? cell, string expected) => Assert.Equal(
        $"2 -> {expected} 5", new TensorBuilder().Recurrent("", gates, 2, 5).Shape(new ModelReadOptions { Cell = cell }));

    [Fact]
    public void Modules_of_equal_sizes_stand_in_the_order_of_the_file() => Assert.Equal(
        "8 -> dense 8 Identity -> Lstm 8 -> Gru 8 -> dense 8 Identity",
        new TensorBuilder().Dense("a", 8, 8).Recurrent("z.", 4, 8, 8).Recurrent("b.", 3, 8, 8).Dense("c", 8, 8).Shape());

    [Fact]
    public void Modules_that_were_made_in_another_order_are_sorted_by_their_sizes() => Assert.Equal(
        "2 -> Lstm 5 -> Gru 6 -> dense 3 Identity",
        new TensorBuilder().Dense("fc", 6, 3).Recurrent("gru.", 3, 5, 6).Recurrent("lstm.", 4, 2, 5).Shape());

    [Fact]
    public void Numbers_order_modules_of_a_sorted_file()
    {
        var file = new TensorBuilder(isOrdered: false);
        foreach (string number in (string[])["10", "11", "12", "2", "3"])
        {
            file.Recurrent($"cells.{number}.", number == "10" ? 3 : 4, 8, 8, end: "");
        }

        Assert.Equal("8 -> Lstm 8 -> Lstm 8 -> Gru 8 -> Lstm 8 -> Lstm 8", file.Shape());
    }

    [Fact]
    public void Dense_layer_of_a_sorted_file_stands_behind() => Assert.Equal(
        "8 -> Lstm 8 -> Lstm 8 -> dense 8 Identity",
        new TensorBuilder(isOrdered: false).Dense("fc", 8, 8).Recurrent("lstm.", 4, 8, 8).Recurrent("lstm2.", 4, 8, 8).Shape());

    [Fact]
    public void Order_that_a_sorted_file_leaves_open_is_refused_until_names_tell_it()
    {
        TensorBuilder file = new TensorBuilder(isOrdered: false).Dense("fc1", 8, 8).Dense("fc2", 8, 8).Recurrent("lstm.", 4, 8, 8);

        Assert.Contains("'fc1' -> 'fc2' -> 'lstm', or", Problem(file), StringComparison.Ordinal);
        Assert.Equal(
            "8 -> dense 8 Identity -> Lstm 8 -> dense 8 Identity",
            file.Shape(new ModelReadOptions { Names = new Dictionary<string, string> { ["fc1"] = "input", ["fc2"] = "linear" } }));
    }

    [Fact]
    public void Matrix_without_a_bias_is_an_embedding_where_no_dense_layer_fits() => Assert.Equal(
        "12 -> embedding 5 -> Gru 7", new TensorBuilder().Add("encoder.weight", 12, 5).Recurrent("rnn.", 3, 5, 7).Shape());

    [Fact]
    public void Matrix_without_a_bias_behind_is_a_dense_layer() => Assert.Equal(
        "5 -> Gru 7 -> dense 12 Identity without bias",
        new TensorBuilder(isOrdered: false).Add("decoder.weight", 12, 7).Recurrent("rnn.", 3, 5, 7).Shape());

    [Fact]
    public void Square_matrix_is_an_embedding_if_it_is_called_one() => Assert.Equal(
        "5 -> embedding 5 -> Gru 7", new TensorBuilder().Add("token_emb.weight", 5, 5).Recurrent("rnn.", 3, 5, 7).Shape());

    [Fact]
    public void Bias_without_weights_is_of_an_output_that_is_tied() => Assert.Equal(
        "12 -> embedding 5 -> Gru 5 -> dense 12 Identity tied",
        new TensorBuilder().Add("encoder.weight", 12, 5).Recurrent("rnn.", 3, 5, 5).Add("decoder.bias", 12).Shape());

    [Fact]
    public void Names_replace_whole_parts_of_the_beginning_only()
    {
        TensorBuilder file = new TensorBuilder().Recurrent("net.weird_", 4, 2, 5, end: "").Recurrent("net2.", 4, 5, 5);

        Assert.Equal(
            "2 -> Lstm 5 -> Lstm 5",
            file.Shape(new ModelReadOptions { Names = new Dictionary<string, string> { ["net.weird_"] = "net." } }));
        Assert.Contains(
            "'ne'",
            Problem(file, new ModelReadOptions { Names = new Dictionary<string, string> { ["ne"] = "rnn" } }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_wrong_is_in_one_message()
    {
        TensorBuilder file = new TensorBuilder()
            .Add("lstm.weight_ih_l0", 32, 1).Add("lstm.weight_hh_l0", 32, 8).Add("lstm.bias_ih_l0", 31)
            .Add("gru.weight_ih_l0", 24, 8).Add("norm.running_mean", 8).Add("fc.bias", 3);
        file.File.AddOther("norm.num_batches_tracked", "I64 of shape []");

        string problem = Problem(file);

        Assert.All(
            (string[])
            [
                "expected 'lstm.bias_ih_l0' of shape [32], found [31]",
                "'gru.weight_hh_l0' is missing beside 'gru.weight_ih_l0' of shape [24, 8]",
                "'norm.running_mean' of shape [8] is left over",
                "'fc.weight' is missing beside the bias of shape [3]",
                "'norm.num_batches_tracked' is I64 of shape []",
            ],
            part => Assert.Contains(part, problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(10, 4, "rows 1, 3 or 4 times its 4 columns, found [10, 4]")]
    [InlineData(8, 4, "rows 1, 3 or 4 times its 4 columns, found [8, 4]")]
    [InlineData(0, 4, "to be a matrix, found [0, 4]")]
    public void Rows_of_no_cell_are_refused(int rows, int columns, string expected) => Assert.Contains(
        expected,
        Problem(new TensorBuilder().Add("rnn.weight_ih_l0", 10, 2).Add("rnn.weight_hh_l0", rows, columns)),
        StringComparison.Ordinal);

    [Fact]
    public void Missing_layer_of_a_stack_is_named() => Assert.Contains(
        "'rnn' has no layer 1, but 'rnn.weight_ih_l2'",
        Problem(new TensorBuilder().Recurrent("rnn.", 4, 2, 5).Recurrent("rnn.", 4, 5, 5, end: "_l2")),
        StringComparison.Ordinal);

    [Fact]
    public void Sizes_that_no_order_joins_are_named() => Assert.Contains(
        "'rnn' 2 -> 5, 'fc' 6 -> 1",
        Problem(new TensorBuilder().Recurrent("rnn.", 4, 2, 5).Dense("fc", 6, 1)),
        StringComparison.Ordinal);

    [Fact]
    public void Search_for_an_order_ends()
    {
        var file = new TensorBuilder(isOrdered: false);
        foreach (int i in Enumerable.Range(0, 62))
        {
            file.Add($"{(char)('A' + i)}.weight", 8, 8);
        }

        file.Add("last.weight", 3, 7);

        Assert.Contains("there is no order", Problem(file), StringComparison.Ordinal);
    }

    [Fact]
    public void File_of_the_first_version_says_cells_and_functions()
    {
        StateDictionary file = new TensorBuilder(isOrdered: false).Recurrent("rnn.", 1, 2, 5).Dense("linear", 5, 3).File;
        var texts = new Dictionary<string, string> { ["unrolled_rnn.cell"] = "Relu", ["unrolled_rnn.output_activation"] = "Softmax" };

        ModelDescription model = DeclaredModel.Read(file, texts, ModelReadOptions.Default, "test");

        Assert.Equal("2 -> Relu 5 -> dense 3 Softmax", model.ToString());
    }

    private static string Problem(TensorBuilder file, ModelReadOptions? options = null) =>
        Assert.Throws<ModelFormatException>(() => file.Read(options)).Message;
}
