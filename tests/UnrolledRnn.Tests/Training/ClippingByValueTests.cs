using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class ClippingByValueTests
{
    [Fact]
    public void Gradients_move_into_the_limits()
    {
        float[] gradients = TestData.Floats(37, scale: 3);
        float[] expected = [.. gradients.Select(value => Math.Clamp(value, -1, 1))];

        GradientClipping.ByValue(gradients, 1);

        Expect.SameBits(expected, gradients);
    }

    [Fact]
    public void What_is_not_finite_stays_so_that_a_trainer_sees_it()
    {
        float[] values = [float.NaN, float.PositiveInfinity, float.NegativeInfinity];
        float[] gradients = [.. Enumerable.Repeat(values, 9).SelectMany(value => value)];
        float[] before = [.. gradients];

        GradientClipping.ByValue(gradients, 1);

        Assert.Equal(before, gradients);
    }

    [Fact]
    public void It_allocates_nothing()
    {
        float[] gradients = TestData.Floats(37);

        Assert.Equal(0, Allocation.AfterWarmUp(() => GradientClipping.ByValue(gradients, 0.5f)));
    }

    [Fact]
    public void A_limit_out_of_range_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>("limit", () => GradientClipping.ByValue([], 0));
}
