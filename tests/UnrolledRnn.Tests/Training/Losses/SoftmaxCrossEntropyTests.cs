using System.Text.Json;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class SoftmaxCrossEntropyTests
{
    private const int Ignored = SoftmaxCrossEntropy.IgnoredTarget;

    private static readonly JsonElement s_pyTorch = PyTorchFixture.Json("training.json").GetProperty("crossEntropy");

    [Fact]
    public void Loss_and_gradient_are_those_of_PyTorch()
    {
        float[] logits = s_pyTorch.Floats("logits");
        float[] gradients = new float[logits.Length];

        double loss = SoftmaxCrossEntropy.Compute(logits, Targets(), gradients);

        Assert.Equal(s_pyTorch.GetProperty("loss").GetDouble(), loss, 1e-6);
        Expect.Close(s_pyTorch.Doubles("gradients"), gradients, 1e-6);
    }

    [Fact]
    public void The_loss_alone_is_that_of_PyTorch()
    {
        Assert.Equal(
            s_pyTorch.GetProperty("loss").GetDouble(), SoftmaxCrossEntropy.ComputeInPlace(s_pyTorch.Floats("logits"), Targets()), 1e-6);
    }

    [Fact]
    public void Rows_with_the_ignored_target_have_no_gradient_and_no_weight_in_the_mean()
    {
        float[] one = new float[2];
        float[] three = new float[6];

        double lossOfOne = SoftmaxCrossEntropy.Compute([1, 2], [0], one);
        double lossOfThree = SoftmaxCrossEntropy.Compute([5, 6, 1, 2, 7, 8], [Ignored, 0, Ignored], three);

        Assert.Equal(lossOfOne, lossOfThree);
        Assert.Equal([0, 0, .. one, 0, 0], three);
    }

    [Fact]
    public void The_ignored_target_may_be_any_class()
    {
        float[] gradients = new float[4];

        double loss = SoftmaxCrossEntropy.Compute([0, 0, 0, 0], [1, 0], gradients, ignoredTarget: 1);

        Assert.Equal(Math.Log(2), loss, 1e-6);
        Assert.Equal([0, 0, -0.5f, 0.5f], gradients);
    }

    [Fact]
    public void Without_a_target_that_counts_loss_and_gradient_are_zero()
    {
        float[] gradients = [9, 9];

        Assert.Equal(0, SoftmaxCrossEntropy.Compute([1, 2], [Ignored], gradients));
        Assert.Equal([0, 0], gradients);
    }

    [Fact]
    public void Logits_of_any_size_have_a_finite_loss()
    {
        float[] gradients = new float[2];

        double loss = SoftmaxCrossEntropy.Compute([1000, -1000], [1], gradients);

        Assert.Equal(2000, loss, 1e-6);
        Assert.Equal([1, -1], gradients);
    }

    [Fact]
    public void The_logits_stay_as_they_are()
    {
        float[] logits = [1, 2];

        SoftmaxCrossEntropy.Compute(logits, [0], new float[2]);

        Assert.Equal([1, 2], logits);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(-101)]
    public void A_target_that_is_no_class_is_refused(int target)
    {
        ArgumentException exception = Assert.Throws<ArgumentOutOfRangeException>(
            "targets", () => SoftmaxCrossEntropy.Compute(new float[2], [target], new float[2]));
        Assert.Contains($"from 0 to 1, got {target}", exception.Message, StringComparison.Ordinal);

        Assert.Throws<ArgumentOutOfRangeException>("targets", () => SoftmaxCrossEntropy.ComputeInPlace(new float[2], [target]));
    }

    [Theory]
    [InlineData(7, 3)]
    [InlineData(0, 3)]
    [InlineData(7, 0)]
    public void Logits_that_do_not_divide_into_a_row_for_each_target_are_refused(int logits, int targets)
    {
        Expect.LengthError(
            "logits", targets, logits, () => SoftmaxCrossEntropy.Compute(new float[logits], new int[targets], new float[logits]));
        Expect.LengthError("logits", targets, logits, () => SoftmaxCrossEntropy.ComputeInPlace(new float[logits], new int[targets]));
    }

    [Fact]
    public void Gradients_of_another_length_are_refused()
    {
        Expect.LengthError("gradients", expected: 6, actual: 5, () => SoftmaxCrossEntropy.Compute(new float[6], new int[3], new float[5]));
    }

    private static int[] Targets() => [.. s_pyTorch.GetProperty("targets").EnumerateArray().Select(target => target.GetInt32())];
}
