using System.Text.Json;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class CrossEntropyLossTests
{
    private static readonly JsonElement s_pyTorch = PyTorchFixture.Json("losses.json");

    [Theory]
    [InlineData("smoothed")]
    [InlineData("classWeights")]
    [InlineData("smoothedClassWeights")]
    public void Loss_and_gradient_are_those_of_PyTorch(string name)
    {
        JsonElement expected = s_pyTorch.GetProperty(name);
        CrossEntropyLoss loss = Loss(expected);
        float[] logits = expected.Floats("predictions");
        int[] targets = Targets(expected);
        float[] gradients = [.. Enumerable.Repeat(9f, logits.Length)];

        Assert.Equal(expected.GetProperty("loss").GetDouble(), loss.Compute(logits, targets, gradients), 1e-12);
        Expect.Close(expected.Doubles("gradients"), gradients, 1e-7);
        Assert.Equal(expected.GetProperty("loss").GetDouble(), loss.Compute(logits, targets), 1e-12);
    }

    [Fact]
    public void Without_settings_it_is_the_plain_cross_entropy()
    {
        float[] logits = TestData.Floats(20, scale: 3);
        float[] expected = new float[20];
        float[] gradients = new float[20];
        int[] targets = [0, 3, SoftmaxCrossEntropy.IgnoredTarget, 1];

        Assert.Equal(
            SoftmaxCrossEntropy.Compute(logits, targets, expected), new CrossEntropyLoss().Compute(logits, targets, gradients));
        Expect.SameBits(expected, gradients);
        Assert.Equal(SoftmaxCrossEntropy.Compute(logits, targets, expected), new CrossEntropyLoss().Compute(logits, targets), 1e-6);
    }

    [Fact]
    public void The_ignored_target_leaves_rows_out_whatever_they_hold()
    {
        var loss = new CrossEntropyLoss(0.25f, [1, 2], ignoredTarget: 7);
        float[] one = new float[2];
        float[] three = [9, 9, 9, 9, 9, 9];

        double lossOfOne = loss.Compute([1, 2], [1], one);
        double lossOfThree = loss.Compute([float.NaN, 6, 1, 2, 7, float.PositiveInfinity], [7, 1, 7], three);

        Assert.Equal(lossOfOne, lossOfThree);
        Assert.Equal([0, 0, .. one, 0, 0], three);
    }

    [Theory]
    [InlineData(-100)]
    [InlineData(0)]
    public void Without_a_target_that_weighs_anything_loss_and_gradient_are_zero(int target)
    {
        var loss = new CrossEntropyLoss(0.25f, [0, 2]);
        float[] gradients = [9, 9];

        Assert.Equal(0, loss.Compute([1, 2], [target], gradients));
        Assert.Equal([0, 0], gradients);
        Assert.Equal(0, loss.Compute([1, 2], [target]));
    }

    [Fact]
    public void Logits_of_any_size_have_a_finite_loss()
    {
        float[] gradients = new float[2];

        double loss = new CrossEntropyLoss(labelSmoothing: 0.5f).Compute([1000, -1000], [1], gradients);

        Assert.Equal(1500, loss, 1e-9);
        Assert.Equal([0.75f, -0.75f], gradients);
    }

    [Fact]
    public void Targets_and_lengths_that_do_not_fit_are_refused_by_name()
    {
        var loss = new CrossEntropyLoss(0.25f, [1, 2]);

        Assert.Throws<ArgumentOutOfRangeException>("targets", () => loss.Compute(new float[2], [2], new float[2]));
        Assert.Throws<ArgumentOutOfRangeException>("targets", () => loss.Compute(new float[2], [-1]));
        Expect.LengthError("logits", 4, 6, () => loss.Compute(new float[6], [0, 1], new float[6]));
        Expect.LengthError("logits", 2, 5, () => loss.Compute(new float[5], [0, 1], new float[5]));
        Expect.LengthError("gradients", 4, 3, () => loss.Compute(new float[4], [0, 1], new float[3]));
    }

    [Fact]
    public void Settings_out_of_range_are_refused_by_name()
    {
        foreach (float bad in (float[])[-0.1f, 1, float.NaN])
        {
            Assert.Throws<ArgumentOutOfRangeException>("labelSmoothing", () => new CrossEntropyLoss(bad));
        }

        foreach (float bad in (float[])[-1, float.NaN, float.PositiveInfinity])
        {
            Assert.Throws<ArgumentOutOfRangeException>("classWeights", () => new CrossEntropyLoss(0, [1, bad]));
        }
    }

    [Fact]
    public void The_loss_allocates_nothing()
    {
        var loss = new CrossEntropyLoss(0.125f, [1, 2]);
        float[] gradients = new float[4];

        Assert.Equal(0, Allocation.AfterWarmUp(() => loss.Compute([1, 2, 3, 4], [0, 1], gradients)));
        Assert.Equal(0, Allocation.AfterWarmUp(() => loss.Compute([1, 2, 3, 4], [0, 1])));
    }

    private static CrossEntropyLoss Loss(JsonElement settings) => new(
        settings.Float("labelSmoothing"), settings.Floats("classWeights"), settings.GetProperty("ignoredTarget").GetInt32());

    private static int[] Targets(JsonElement element) =>
        [.. element.GetProperty("targets").EnumerateArray().Select(target => target.GetInt32())];
}
