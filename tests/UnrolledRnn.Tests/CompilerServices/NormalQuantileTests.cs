using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class NormalQuantileTests
{
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.75, 0.6744897501960817)]
    [InlineData(0.9, 1.2815515655446008)]
    [InlineData(0.975, 1.9599639845400536)]
    [InlineData(0.999, 3.090232306167813)]
    [InlineData(1e-4, -3.71901648545568)]
    [InlineData(1e-6, -4.753424308822899)]
    [InlineData(1e-10, -6.361340902404056)]
    [InlineData(1e-13, -7.3487961028006765)]
    [InlineData(5.551115123125783e-17, -8.292361075813595)]
    public void Quantiles_have_seven_digits(double probability, double quantile)
    {
        Assert.Equal(quantile, NormalQuantile.At(probability), 2e-7 * (1 + Math.Abs(quantile)));
    }

    [Theory]
    [InlineData(0.925)]
    [InlineData(0.075)]
    [InlineData(1.3887943864964e-11)]
    public void The_approximations_meet_where_one_takes_over_from_another(double probability)
    {
        double below = NormalQuantile.At(probability * (1 - 1e-12));
        double above = NormalQuantile.At(probability * (1 + 1e-12));

        Assert.Equal(below, above, 1e-6);
    }

    [Fact]
    public void The_tails_mirror_each_other()
    {
        for (int i = 1; i < 1024; i++)
        {
            double probability = i / 1024.0;
            Assert.Equal(NormalQuantile.At(probability), -NormalQuantile.At(1 - probability));
        }
    }

    [Fact]
    public void Quantiles_rise_with_the_probability()
    {
        double last = double.NegativeInfinity;
        for (int i = 1; i < 100_000; i++)
        {
            double quantile = NormalQuantile.At(i / 100_000.0);
            Assert.True(quantile > last);
            last = quantile;
        }
    }
}
