using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class ScaledRowTests
{
    [Fact]
    public void The_largest_magnitude_is_127_and_others_are_the_nearest_multiples()
    {
        float scale = ScaledRow.ScaleOf([0.5f, -2.54f, 0.029f, 0]);

        Assert.Equal(0.02f, scale, tolerance: 1e-7f);
        Assert.Equal([25, -127, 1, 0], ((float[])[0.5f, -2.54f, 0.029f, 0]).Select(weight => (int)ScaledRow.Multiple(weight, scale)));
    }

    /// <remarks>A 127th of such a weight is itself rounded, and down to where the weight is more than 127 times as large.</remarks>
    [Theory]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(180)]
    [InlineData(190)]
    [InlineData(400)]
    public void Subnormal_weights_keep_their_sign(int smallest)
    {
        float weight = smallest * float.Epsilon;
        float scale = ScaledRow.ScaleOf([weight, -weight]);

        Assert.InRange(ScaledRow.Multiple(weight, scale), 0, 127);
        Assert.InRange(ScaledRow.Multiple(-weight, scale), -127, 0);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_weight_that_is_not_finite_makes_the_scale_none(float weight)
    {
        float scale = ScaledRow.ScaleOf([1, weight, 2]);

        Assert.True(float.IsNaN(scale));
        Assert.Equal(0, ScaledRow.Multiple(1, scale));
    }
}
