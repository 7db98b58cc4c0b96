using System.Runtime.Intrinsics;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class TanhTimesTests
{
    private const double MaxUlp = 5;

    [Theory]
    [InlineData(0.7f)]
    [InlineData(-0.999999f)]
    [InlineData(1f)]
    [InlineData(-1234.5f)]
    public void Y_tanh_x_is_within_5_ulp_on_floats_of_every_magnitude(float y)
    {
        foreach (float[] xs in SampledFloats.OfEveryMagnitude(stride: 10_007))
        {
            float[] results = Filled(xs.Length, y);
            Activation.TanhTimes(xs, results);
            for (int i = 0; i < xs.Length; i++)
            {
                double exact = y * Math.Tanh(xs[i]);
                Assert.True(SampledFloats.Ulps(exact, results[i]) <= MaxUlp, $"{y:R} tanh {xs[i]:R} is {exact:R}, got {results[i]:R}.");
            }
        }
    }

    [Theory]
    [InlineData(0.7f)]
    [InlineData(-1f)]
    public void Fast_y_tanh_x_is_within_6e5_of_y(float y)
    {
        foreach (float[] xs in SampledFloats.OfEveryMagnitude(stride: 10_007))
        {
            float[] results = Filled(xs.Length, y);
            FastActivation.TanhTimes(xs, results);
            for (int i = 0; i < xs.Length; i++)
            {
                double exact = y * Math.Tanh(xs[i]);
                Assert.True(Math.Abs(exact - results[i]) <= 6e-5, $"{y:R} tanh {xs[i]:R} is {exact:R}, got {results[i]:R}.");
            }
        }
    }

    [Fact]
    public void A_factor_near_the_largest_allowed_does_not_overflow()
    {
        float y = MathF.BitDecrement(MathF.ScaleB(1, 124));
        float fastY = MathF.BitDecrement(MathF.ScaleB(1, 116));
        foreach (float[] xs in SampledFloats.OfEveryMagnitude(stride: 100_003))
        {
            float[] precise = Filled(xs.Length, y);
            float[] fast = Filled(xs.Length, fastY);
            Activation.TanhTimes(xs, precise);
            FastActivation.TanhTimes(xs, fast);
            for (int i = 0; i < xs.Length; i++)
            {
                Assert.True(SampledFloats.Ulps(y * Math.Tanh(xs[i]), precise[i]) <= MaxUlp, $"at {xs[i]:R}");
                Assert.True(Math.Abs(Math.Tanh(xs[i]) - (fast[i] / fastY)) <= 6e-5, $"at {xs[i]:R}");
            }
        }
    }

    [Fact]
    public void A_factor_of_zero_gives_zero()
    {
        float[] results = [0f, 0f, 0f];

        Activation.TanhTimes([-3f, 0.01f, float.PositiveInfinity], results);

        Assert.All(results, result => Assert.Equal(0f, result));
    }

    [Theory]
    [InlineData(float.NaN, 0.5f)]
    [InlineData(0.5f, float.NaN)]
    public void Nan_in_either_argument_gives_nan(float x, float y)
    {
        float[] precise = [y];
        float[] fast = [y];

        Activation.TanhTimes([x], precise);
        FastActivation.TanhTimes([x], fast);

        Assert.True(float.IsNaN(precise[0]));
        Assert.True(float.IsNaN(fast[0]));
    }

    [Fact]
    public void The_bits_are_the_same_on_every_vector_width()
    {
        float[] xs = TestData.Floats(1024, scale: 5);
        for (int i = 0; i + 16 <= xs.Length; i += 16)
        {
            Vector512<float> x = Vector512.Create<float>(xs.AsSpan(i, 16));
            Vector512<float> y = Vector512.Create<float>(xs.AsSpan(xs.Length - i - 16, 16));
            Vector512<float> expected = Activation.TanhTimes(x, y);
            Vector512<float> expectedFast = FastActivation.TanhTimes(x, y);

            Assert.Equal(expected.GetLower().AsInt32(), Activation.TanhTimes(x.GetLower(), y.GetLower()).AsInt32());
            Assert.Equal(expectedFast.GetLower().AsInt32(), FastActivation.TanhTimes(x.GetLower(), y.GetLower()).AsInt32());
        }
    }

    [Fact]
    public void An_error_names_the_factors_and_both_lengths()
    {
        Expect.LengthError("y", expected: 3, actual: 2, () => Activation.TanhTimes(new float[3], new float[2]));
        Expect.LengthError("y", expected: 3, actual: 2, () => FastActivation.TanhTimes(new float[3], new float[2]));
    }

    private static float[] Filled(int length, float value)
    {
        float[] values = new float[length];
        Array.Fill(values, value);
        return values;
    }
}
