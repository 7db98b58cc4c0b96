using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class SeededRandomTests
{
    private const int Draws = 100_000;

    // SplitMix64 is a bijection; these are the states from which it makes 0 and 2^64 - 1.
    private const long SeedOfLowestBits = 0x61C8864680B583EB;
    private const long SeedOfHighestBits = 0x31628AF67B2131AB;

    [Fact]
    public void The_bits_are_those_of_SplitMix64()
    {
        var random = new SeededRandom(0);

        Assert.Equal(0xE220A8397B1DCDAF, random.NextBits());
        Assert.Equal(0x6E789E6AA1B965F4UL, random.NextBits());
        Assert.Equal(0x06C45D188009454FUL, random.NextBits());
        Assert.Equal(0xF88BB8A8724C81EC, random.NextBits());
        Assert.Equal(0x1B39896A51A8749BUL, random.NextBits());
    }

    [Fact]
    public void A_negative_seed_is_a_seed_like_any_other()
    {
        var random = new SeededRandom(-1);

        Assert.Equal(0xE4D971771B652C20, random.NextBits());
    }

    [Fact]
    public void Uniform_numbers_come_from_the_highest_bits()
    {
        var random = new SeededRandom(0);

        Assert.Equal(0xE220A8397B1DCDAF / Math.Pow(2, 64), random.NextDouble(), 1e-15);
    }

    [Fact]
    public void The_lowest_bits_give_a_number_above_zero()
    {
        var random = new SeededRandom(SeedOfLowestBits);

        Assert.True(random.NextDouble() > 0);
    }

    [Fact]
    public void The_highest_bits_give_a_number_below_one()
    {
        var random = new SeededRandom(SeedOfHighestBits);

        Assert.True(random.NextDouble() < 1);
    }

    [Fact]
    public void Uniform_numbers_fill_the_interval_evenly()
    {
        var random = new SeededRandom(1);
        int[] counts = new int[10];
        for (int i = 0; i < Draws; i++)
        {
            counts[(int)(10 * random.NextDouble())]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }

    [Fact]
    public void Gaussian_numbers_have_mean_0_and_variance_1()
    {
        double[] values = Gaussians();

        Assert.InRange(values.Average(), -0.02, 0.02);
        Assert.InRange(values.Average(value => value * value), 0.97, 1.03);
    }

    [Theory]
    [InlineData(1.281552, 0.1)]
    [InlineData(1.959964, 0.025)]
    [InlineData(3.090232, 0.001)]
    public void Gaussian_numbers_have_the_tails_of_the_normal_distribution_on_both_sides(double beyond, double probability)
    {
        double[] values = Gaussians();
        double spread = 5 * Math.Sqrt(probability / Draws);

        Assert.InRange(values.Count(value => value > beyond) / (double)Draws, probability - spread, probability + spread);
        Assert.InRange(values.Count(value => value < -beyond) / (double)Draws, probability - spread, probability + spread);
    }

    private static double[] Gaussians()
    {
        var random = new SeededRandom(1);
        double[] values = new double[Draws];
        for (int i = 0; i < Draws; i++)
        {
            values[i] = random.NextGaussian();
        }

        return values;
    }
}
