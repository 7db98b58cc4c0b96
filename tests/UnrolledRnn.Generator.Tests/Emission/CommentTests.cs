using System.Text.RegularExpressions;
using UnrolledRnn.Generator.Tests.Infrastructure;

namespace UnrolledRnn.Generator.Tests.Emission;

/// <summary>Comments and documentation in emitted code say what is there.</summary>
public sealed class CommentTests
{
    [Theory]
    [InlineData("[RecurrentLayer(RnnCell.Gru, 20, Bias = false)]")]
    [InlineData("[RecurrentLayer(RnnCell.Gru, 64, Bias = false)] [RecurrentLayer(RnnCell.Gru, 64, Bias = false)]")]
    [InlineData("[RecurrentLayer(RnnCell.Lstm, 80, Bias = false, ProjectionSize = 8)]")]
    [InlineData("[DenseLayer(5, LayerActivation.Relu, Bias = false)] [RecurrentLayer(RnnCell.Lstm, 80, Bias = false)]")]
    [InlineData("[DenseLayer(5, LayerActivation.Elu, Bias = false)] [RecurrentLayer(RnnCell.GruResetBefore, 12, Bias = false)]")]
    [InlineData("[RecurrentLayer(RnnCell.Tanh, 7, Bias = false, Bidirectional = true)]")]
    public void No_bias_is_named_where_there_is_none(string layers) =>
        Assert.DoesNotMatch(
            @"\bb_(h|hn|o|n|in)\b|\+ b\b|/∂b\b|\bbias(es)?\b", Comments($"[UnrolledNetwork(3, 2, 16, OutputBias = false)] {layers}"));

    [Theory]
    [InlineData("Lstm")]
    [InlineData("Gru")]
    [InlineData("GruResetBefore")]
    [InlineData("Tanh")]
    public void A_direction_that_runs_backwards_comes_from_the_step_behind(string cell)
    {
        GeneratorRun run = GeneratorRun.Of($"using UnrolledRnn;\n[UnrolledRnn(2, 20, 1, 4, Cell = RnnCell.{cell}, Bidirectional = true)] partial class Net;");
        foreach (string file in run.Files.Values.Where(file => file.Contains("Layer0Reverse(Tape tape", StringComparison.Ordinal)))
        {
            string method =
                file[
                    file.LastIndexOf(
                        "private void", file.IndexOf("Layer0Reverse(Tape tape", StringComparison.Ordinal), StringComparison.Ordinal)..];
            method = method[..method.IndexOf("\n    }", StringComparison.Ordinal)];
            Assert.Contains("{t+1}", method, StringComparison.Ordinal);
            Assert.DoesNotContain("{t-1}", method, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("[UnrolledRnn(1, 1, 1, 1)]")]
    [InlineData("[UnrolledNetwork(1, 1, 1)] [DenseLayer(1, LayerActivation.Relu)]")]
    [InlineData("[UnrolledNetwork(1, 1, 1)] [RecurrentLayer(RnnCell.Lstm, 1, Bidirectional = true, Merge = DirectionMerge.Sum)]")]
    public void One_of_a_kind_has_no_plural(string declaration) =>
        Assert.DoesNotMatch(@"\b1 (values|steps|time steps|parameters|multiply-adds|units)\b|\b(\d+)-\2\b", Comments(declaration));

    [Fact]
    public void A_network_without_recurrent_layers_remembers_nothing() =>
        Assert.DoesNotMatch("A recurrent network,|\\bnHid\\b|\\bh_t\\b|W_hh", Comments("[UnrolledNetwork(4, 4, 3)] [DenseLayer(4, LayerActivation.Relu)] [SkipLayer(0)] [ConcatLayer(1)]"));

    [Fact]
    public void The_equations_of_training_have_peepholes_clip_and_projection()
    {
        string comments = Comments("[UnrolledNetwork(3, 2, 4)] [RecurrentLayer(RnnCell.Lstm, 20, Peepholes = true, CellClip = 3, ProjectionSize = 7)]");
        Assert.Contains(
            "i, f = sigmoid(a_t + p ⊙ c_{t-1}), g = tanh(a_t), c_t = clip(f ⊙ c_{t-1} + i ⊙ g, -3, 3), o = sigmoid(a_t + p ⊙ c_t), m_t = o ⊙ tanh(c_t)",
            comments, StringComparison.Ordinal);
        Assert.Contains("h_t = W_hr m_t", comments, StringComparison.Ordinal);
    }

    /// <summary>All comments that the generator writes for a network.</summary>
    private static string Comments(string declaration) => string.Join(
        '\n',
        GeneratorRun.Of($"using UnrolledRnn;\n{declaration} partial class Net;").AssertClean().Files.Values
            .SelectMany(file => Regex.Matches(file, "//.*").Select(match => match.Value)));
}
