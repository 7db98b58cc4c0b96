using UnrolledRnn.Cli.Conversion;
using UnrolledRnn.Formats;

namespace UnrolledRnn.Cli.Tests;

public class ModelComparisonTests
{
    [Theory]
    [InlineData(RnnCell.Lstm)]
    [InlineData(RnnCell.Gru)]
    public void Model_is_the_same_as_itself(RnnCell cell) =>
        Assert.Empty(ModelComparison.Differences(Models.Recurrent(cell), Models.Recurrent(cell)));

    [Theory]
    [InlineData(0, "weight_ih")]
    [InlineData(0, "weight_hh")]
    [InlineData(0, "bias_hh")]
    [InlineData(1, "weight")]
    [InlineData(1, "bias")]
    public void One_other_value_is_a_difference(int layer, string name)
    {
        ModelDescription model = Models.Recurrent();

        string difference = Assert.Single(ModelComparison.Differences(model, model.With(layer, name, LastChanged)));

        Assert.EndsWith($" of {model.Layers[layer].Shape} has other values", difference, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RnnCell.Lstm, true)]
    [InlineData(RnnCell.GruResetBefore, true)]
    [InlineData(RnnCell.Gru, false)]
    public void Two_biases_are_the_same_as_their_sum_where_a_cell_adds_them(RnnCell cell, bool isSame)
    {
        ModelDescription model = Models.Recurrent(cell);
        float[] second = model.Layers[0].Tensors["bias_hh"].Values.ToArray();
        ModelDescription summed = model
            .With(0, "bias_ih", first => [.. first.Zip(second, (a, b) => a + b)])
            .Without(0, "bias_hh");

        Assert.Equal(isSame, !ModelComparison.Differences(model, summed).Any());
    }

    [Fact]
    public void Missing_initial_state_is_zero()
    {
        ModelDescription model = Models.Recurrent();
        ModelLayer[] layers = [.. model.Layers];
        layers[0] = layers[0] with
        {
            Tensors = new Dictionary<string, ModelTensor>(layers[0].Tensors) { ["h_0"] = new(new float[4], 4) },
        };
        ModelDescription explicitZero = model with { Layers = layers };

        Assert.Empty(ModelComparison.Differences(model, explicitZero));
        Assert.Single(ModelComparison.Differences(model, explicitZero.With(0, "h_0", LastChanged)));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.5, true)]
    public void Initial_state_may_be_left_out_where_silence_leads_to_it(double prewarmSeconds, bool isSame)
    {
        ModelDescription plain = Models.Recurrent();
        ModelLayer[] layers = [.. plain.Layers];
        layers[0] = layers[0] with
        {
            Tensors = new Dictionary<string, ModelTensor>(layers[0].Tensors) { ["h_0"] = new([1, 2, 3, 4], 4) },
        };
        ModelDescription model = plain with { Layers = layers, PrewarmSeconds = prewarmSeconds };

        Assert.Equal(isSame, !ModelComparison.Differences(model, plain).Any());
        Assert.NotEmpty(ModelComparison.Differences(plain, model));
        Assert.NotEmpty(ModelComparison.Differences(model, model.With(0, "h_0", LastChanged)));
    }

    [Fact]
    public void Not_a_number_is_the_same_as_itself()
    {
        ModelDescription model = Models.Recurrent().With(1, "weight", _ => [1, 2, 3, float.NaN]);

        Assert.Empty(ModelComparison.Differences(model, model));
    }

    [Fact]
    public void Other_function_is_a_difference()
    {
        ModelDescription model = Models.Recurrent();
        ModelLayer tanh = model.Layers[1] with { Shape = new DenseLayerShape(4, 1, LayerActivation.Tanh) };
        ModelDescription other = model with { Layers = [model.Layers[0], tanh] };

        Assert.Equal(
            "1 -> Lstm 4 -> dense 1 Identity, outputs EveryStep, became 1 -> Lstm 4 -> dense 1 Tanh, outputs EveryStep",
            Assert.Single(ModelComparison.Differences(model, other)));
    }

    [Theory]
    [InlineData(3, 2, true)]
    [InlineData(1, 1, true)]
    [InlineData(0, 0, true)]
    [InlineData(2, 2, false)]
    public void Function_of_a_dense_layer_may_be_a_layer_of_its_own(int from, int joinedFrom, bool isSame)
    {
        ModelDescription model = Models.Recurrent();
        ModelLayer tanh = model.Layers[1] with { Shape = new DenseLayerShape(4, 1, LayerActivation.Tanh) };
        ModelLayer[] apart =
        [
            .. model.Layers, new(new ActivationLayerShape(1, LayerActivation.Tanh)), new(new ConcatLayerShape(1, 2, from)),
        ];
        ModelLayer[] joined = [model.Layers[0], tanh, new(new ConcatLayerShape(1, 2, joinedFrom))];

        Assert.Equal(isSame, !ModelComparison.Differences(model with { Layers = apart }, model with { Layers = joined }).Any());
    }

    [Fact]
    public void Missing_residual_is_a_difference() =>
        Assert.Single(ModelComparison.Differences(Models.Recurrent() with { Residual = true }, Models.Recurrent()));

    private static float[] LastChanged(float[] values)
    {
        values[^1] += 1e-4f;
        return values;
    }
}
