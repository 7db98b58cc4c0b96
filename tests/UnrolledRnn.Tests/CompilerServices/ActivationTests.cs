using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class ActivationTests
{
    private const double MaxUlp = 4;

    [Fact]
    public void Tanh_is_within_4_ulp_on_floats_of_every_magnitude()
    {
        CheckSample(Activation.Tanh, Math.Tanh);
    }

    [Theory]
    [InlineData(0.125f)]
    [InlineData(0.25f)]
    [InlineData(0.375f)]
    [InlineData(0.625f)]
    [InlineData(0.875f)]
    [InlineData(1.375f)]
    [InlineData(3.375f)]
    [InlineData(7.375f)]
    [InlineData(9.010913f)]
    [InlineData(9.03125f)]
    [InlineData(10f)]
    public void Tanh_is_within_4_ulp_on_every_float_around_the_end_of_a_range(float end)
    {
        Check(SampledFloats.Around(end), Activation.Tanh, Math.Tanh);
    }

    [Fact]
    public void Sigmoid_is_within_4_ulp_on_floats_of_every_magnitude()
    {
        CheckSample(Activation.Sigmoid, Sigmoid);
    }

    [Theory]
    [InlineData(0.0433217f)]
    [InlineData(0.1299651f)]
    [InlineData(0.6931472f)]
    [InlineData(1.4296161f)]
    [InlineData(87.33655f)]
    [InlineData(88.72284f)]
    [InlineData(103.27893f)]
    [InlineData(103.97208f)]
    [InlineData(104f)]
    public void Sigmoid_is_within_4_ulp_on_every_float_around_the_end_of_a_range(float end)
    {
        Check(SampledFloats.Around(end), Activation.Sigmoid, Sigmoid);
    }

    [Fact]
    public void Sigmoid_keeps_results_that_are_subnormal()
    {
        float result = Of(Activation.Sigmoid, -100f);

        Assert.True(float.IsSubnormal(result));
        Assert.True(SampledFloats.Ulps(Sigmoid(-100), result) <= MaxUlp);
    }

    [Fact]
    public void Tanh_is_exact_at_both_zeros_and_at_the_smallest_floats()
    {
        float[] values = [0f, -0f, float.Epsilon, -float.Epsilon];
        float[] results = [.. values];

        Activation.Tanh(results);

        Expect.SameBits(values, results);
    }

    [Theory]
    [InlineData(9.1f)]
    [InlineData(10f)]
    [InlineData(1e4f)]
    [InlineData(float.MaxValue)]
    [InlineData(float.PositiveInfinity)]
    public void Tanh_is_exact_at_saturation(float x)
    {
        Assert.Equal(1f, Of(Activation.Tanh, x));
        Assert.Equal(-1f, Of(Activation.Tanh, -x));
    }

    [Theory]
    [InlineData(float.NegativeInfinity, 0f)]
    [InlineData(float.MinValue, 0f)]
    [InlineData(0f, 0.5f)]
    [InlineData(float.MaxValue, 1f)]
    [InlineData(float.PositiveInfinity, 1f)]
    public void Sigmoid_is_exact_at_zero_and_at_the_ends(float x, float expected)
    {
        Assert.Equal(expected, Of(Activation.Sigmoid, x));
    }

    [Theory]
    [InlineData(-1f, 0f)]
    [InlineData(-float.Epsilon, 0f)]
    [InlineData(float.NegativeInfinity, 0f)]
    [InlineData(0f, 0f)]
    [InlineData(float.Epsilon, float.Epsilon)]
    [InlineData(2.5f, 2.5f)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    public void Relu_is_the_larger_of_x_and_zero(float x, float expected)
    {
        Assert.Equal(expected, Of(Activation.Relu, x));
    }

    [Theory]
    [InlineData(0x7FC00000)]
    [InlineData(0xFFC00000)]
    [InlineData(0x7F800001)]
    [InlineData(0x7FFFFFFF)]
    public void Every_activation_of_nan_is_nan(uint bits)
    {
        float nan = BitConverter.UInt32BitsToSingle(bits);

        Assert.True(float.IsNaN(Of(Activation.Tanh, nan)));
        Assert.True(float.IsNaN(Of(Activation.Sigmoid, nan)));
        Assert.True(float.IsNaN(Of(Activation.Relu, nan)));
    }

    private delegate void Function(Span<float> values);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static float Of(Function function, float x)
    {
        float[] values = [x];
        function(values);
        return values[0];
    }

    private static void CheckSample(Function function, Func<double, double> exact)
    {
        foreach (float[] block in SampledFloats.OfEveryMagnitude())
        {
            Check(block, function, exact);
        }
    }

    private static void Check(float[] xs, Function function, Func<double, double> exact)
    {
        float[] results = [.. xs];
        function(results);
        for (int i = 0; i < xs.Length; i++)
        {
            if (!(SampledFloats.Ulps(exact(xs[i]), results[i]) <= MaxUlp))
            {
                Assert.Fail($"f({xs[i]:R}) is {exact(xs[i]):R}, got {results[i]:R}.");
            }
        }
    }
}
