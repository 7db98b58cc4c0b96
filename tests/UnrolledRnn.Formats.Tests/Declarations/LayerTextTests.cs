namespace UnrolledRnn.Formats.Tests.Declarations;

/// <summary>What layers write of themselves is read back to equal layers.</summary>
public sealed class LayerTextTests
{
    public static TheoryData<LayerShape> Layers =>
    [
        new EmbeddingLayerShape(6, 5),
        new DenseLayerShape(6, 4, LayerActivation.LegacyHardSigmoid),
        new DenseLayerShape(6, 4, LayerActivation.Identity) { Bias = false },
        new DenseLayerShape(6, 4, LayerActivation.Softmax) { IsTied = true },
        new DenseLayerShape(6, 4, LayerActivation.Softmax) { IsTied = true, Bias = false },
        new ActivationLayerShape(6, LayerActivation.HardTanh),
        new ActivationLayerShape(6, LayerActivation.Tanh),
        new SkipLayerShape(6, 0, 1),
        new SkipLayerShape(6, 0, -0.1f),
        new SkipLayerShape(6, 0, 1.5e-9f),
        new ConcatLayerShape(6, 12, 0),
        new RecurrentLayerShape(RnnCell.Gru, 6, 3, 3),
        new RecurrentLayerShape(RnnCell.GruResetBefore, 6, 3, 3) { Bias = false },
        new RecurrentLayerShape(RnnCell.Relu, 6, 3, 3) { CellActivation = LayerActivation.Relu },
        new RecurrentLayerShape(RnnCell.Sigmoid, 6, 3, 3) { CellActivation = LayerActivation.Sigmoid },
        new RecurrentLayerShape(RnnCell.Tanh, 6, 3, 3) { CellActivation = LayerActivation.Softplus },
        new RecurrentLayerShape(RnnCell.Lstm, 6, 3, 6) { Bidirectional = true },
        new RecurrentLayerShape(RnnCell.Lstm, 6, 3, 3) { Bidirectional = true, Merge = DirectionMerge.Sum },
        new RecurrentLayerShape(RnnCell.Lstm, 6, 3, 3) { Bidirectional = true, Merge = DirectionMerge.Mean, Bias = false },
        new RecurrentLayerShape(RnnCell.Lstm, 6, 3, 3) { Bidirectional = true, Merge = DirectionMerge.Product },
        new RecurrentLayerShape(RnnCell.Lstm, 6, 3, 3) { GateActivation = LayerActivation.HardSigmoid },
        new RecurrentLayerShape(RnnCell.Lstm, 6, 3, 3) { CellActivation = LayerActivation.Relu },
        new RecurrentLayerShape(RnnCell.Lstm, 6, 3, 3) { CellClip = 0.3f },
        new RecurrentLayerShape(RnnCell.Lstm, 6, 3, 3) { Peepholes = true },
        new RecurrentLayerShape(RnnCell.Lstm, 6, 3, 2) { ProjectionSize = 2 },
        new RecurrentLayerShape(RnnCell.Lstm, 6, 3, 4)
        {
            ProjectionSize = 2, Bidirectional = true, GateActivation = LayerActivation.LegacyHardSigmoid,
            CellActivation = LayerActivation.Elu, CellClip = 1e-7f, Peepholes = true, Bias = false,
        },
    ];

    [Theory]
    [MemberData(nameof(Layers))]
    public void Layer_comes_back(LayerShape layer) => Assert.Equal([layer], LayerText.Parse(layer.ToString(), 6));

    [Fact]
    public void Each_layer_reads_what_the_one_above_gives() => Assert.Equal(
        [
            new DenseLayerShape(3, 5, LayerActivation.Elu), new RecurrentLayerShape(RnnCell.Gru, 5, 4, 8) { Bidirectional = true },
            new ConcatLayerShape(8, 13, 1), new SkipLayerShape(13, 3, 0.5f),
        ],
        LayerText.Parse("dense 5 Elu; Gru 4 both ways; with layer 1; + 0.5 x layer 3", 3));

    [Theory]
    [InlineData("")]
    [InlineData("Lstm")]
    [InlineData("Lstm 0")]
    [InlineData("Lstm -1")]
    [InlineData("Lstm 4 ")]
    [InlineData("Lstm 4 peepholes clip 2")]
    [InlineData("Lstm 4 projected to 0")]
    [InlineData("Lstm 4 clip NaN")]
    [InlineData("Lstm 4 clip -1")]
    [InlineData("3 4")]
    [InlineData("dense 4")]
    [InlineData("dense 4 Gelu")]
    [InlineData("dense 4 2")]
    [InlineData("embedding 4 5")]
    [InlineData("with layer 1")]
    [InlineData("+ Infinity x layer 0")]
    [InlineData("conv 3")]
    [InlineData("Lstm 4;dense 1 Identity")]
    [InlineData("Lstm 99999999999")]
    [InlineData("dense 268435456 Identity; with layer 1; with layer 2; with layer 3; with layer 4; with layer 5")]
    public void Text_that_no_layer_writes_is_refused(string text) =>
        Assert.Throws<FormatException>(() => LayerText.Parse(text, 3));
}
