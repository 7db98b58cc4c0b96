using UnrolledRnn.Tests.Networks;
using UnrolledRnn.Training;

namespace UnrolledRnn.Tests.Training;

public class GradientNoiseTests
{
    private static readonly int s_count = new ElmanTanhWide(seed: 1).Parameters.Length;

    [Fact]
    public void A_step_has_its_noise_whatever_the_order_of_steps()
    {
        GradientNoise noise = Noise(seed: 1);
        float[] second = Draw(noise, step: 1);
        Draw(noise, step: 0);

        Expect.SameBits(second, Draw(noise, step: 1));
        Expect.SameBits(second, Draw(Noise(seed: 1), step: 1));
    }

    [Fact]
    public void Steps_and_seeds_have_noise_of_their_own()
    {
        float[] noise = Draw(Noise(seed: 1), step: 1);

        Assert.True(Correlation(noise, Draw(Noise(seed: 1), step: 2)) < 0.1);
        Assert.True(Correlation(noise, Draw(Noise(seed: 2), step: 1)) < 0.1);
        Assert.True(Correlation(noise[..^1], noise[1..]) < 0.1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    public void The_variance_falls_with_the_steps(long step)
    {
        float[] values = [.. Draw(Noise(seed: 1), step).Where(value => value != 0)];
        double expected = 0.25 / Math.Pow(1 + step, 0.55);

        Assert.Equal(ElmanTanhWide.ParameterCount, values.Length);
        Assert.Equal(1, values.Average(value => (double)value * value) / expected, 0.1);
        Assert.InRange(values.Average() / Math.Sqrt(expected), -0.1, 0.1);
    }

    [Fact]
    public void It_is_added_without_allocating()
    {
        float[] gradients = new float[s_count];
        GradientNoise noise = Noise(seed: 1);

        Assert.Equal(0, Allocation.AfterWarmUp(() => noise.AddTo(gradients, 3)));
    }

    [Fact]
    public void Errors_name_what_is_wrong()
    {
        Expect.LengthError("gradients", s_count, s_count - 1, () => Noise(1).AddTo(new float[s_count - 1], 0));
        Assert.Throws<ArgumentOutOfRangeException>("step", () => Noise(1).AddTo(new float[s_count], -1));
        Assert.Throws<ArgumentOutOfRangeException>("variance", () => new GradientNoise(ElmanTanhWide.Tensors, s_count, 1, -1));
    }

    private static GradientNoise Noise(long seed) => new(ElmanTanhWide.Tensors, s_count, seed, variance: 0.25f);

    private static float[] Draw(GradientNoise noise, long step)
    {
        float[] gradients = new float[s_count];
        noise.AddTo(gradients, step);
        return gradients;
    }

    private static double Correlation(float[] a, float[] b) =>
        Math.Abs(a.Zip(b, (x, y) => (double)x * y).Sum()) / Math.Sqrt(a.Sum(x => (double)x * x) * b.Sum(y => (double)y * y));
}
