using System.Text.Json;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class GradientClippingTests
{
    [Fact]
    public void Norm_and_clipped_gradients_are_those_of_PyTorch()
    {
        // PyTorch adds 1e-6 to the norm by which it divides; that is within the tolerance.
        JsonElement pyTorch = PyTorchFixture.Json("training.json").GetProperty("clip");
        float[] gradients = pyTorch.Floats("gradient");

        double norm = GradientClipping.ByGlobalNorm(gradients, pyTorch.Float("max_norm"));

        Assert.Equal(pyTorch.GetProperty("totalNorm").GetDouble(), norm, 1e-6);
        Expect.Close(pyTorch.Doubles("clipped"), gradients, 1e-6);
    }

    [Theory]
    [InlineData(5f)]
    [InlineData(6f)]
    [InlineData(float.PositiveInfinity)]
    public void Gradients_within_the_norm_stay_as_they_are(float maxNorm)
    {
        float[] gradients = [3, -4];

        Assert.Equal(5, GradientClipping.ByGlobalNorm(gradients, maxNorm));
        Assert.Equal([3, -4], gradients);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Gradients_without_a_finite_norm_stay_as_they_are(float value)
    {
        float[] gradients = [1, value, 2];

        Assert.False(double.IsFinite(GradientClipping.ByGlobalNorm(gradients, 1)));
        Assert.Equal([1, value, 2], gradients);
    }

    [Fact]
    public void A_norm_that_a_float_cannot_hold_is_scaled_like_any_other()
    {
        float[] gradients = [.. Enumerable.Repeat(2e38f, 16)];

        Assert.Equal(8e38, GradientClipping.ByGlobalNorm(gradients, maxNorm: 1), 1e33);
        Assert.All(gradients, gradient => Assert.Equal(0.25f, gradient, 1e-6f));
    }

    [Fact]
    public void A_factor_of_which_a_float_has_few_digits_scales_exactly()
    {
        float[] gradients = [.. Enumerable.Repeat(2e38f, 16)];

        GradientClipping.ByGlobalNorm(gradients, maxNorm: 1e-6f);

        Assert.All(gradients, gradient => Assert.Equal(2.5e-7f, gradient, 1e-12f));
    }

    [Fact]
    public void A_norm_whose_squares_underflow_is_found_and_scaled()
    {
        float[] gradients = [1e-25f, 1e-25f, -1e-25f, 1e-25f];

        Assert.Equal(2e-25, GradientClipping.ByGlobalNorm(gradients, maxNorm: 1e-26f), 1e-31);
        Assert.Equal([5e-27f, 5e-27f, -5e-27f, 5e-27f], gradients, (x, y) => Math.Abs(x - y) < 1e-32);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    public void A_norm_that_is_not_above_zero_is_refused(float maxNorm)
    {
        Assert.Throws<ArgumentOutOfRangeException>(nameof(maxNorm), () => GradientClipping.ByGlobalNorm(new float[1], maxNorm));
    }
}
