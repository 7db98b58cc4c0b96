using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class FastActivationTests
{
    private const double MaxTanhError = 5.7e-5;
    private const double MaxSigmoidError = 2.9e-5;

    private delegate void Function(Span<float> values);

    [Fact]
    public void Tanh_is_within_6e5_on_floats_of_every_magnitude_and_never_beyond_one() =>
        CheckSample(FastActivation.Tanh, Math.Tanh, MaxTanhError, lowest: -1, highest: 1);

    [Fact]
    public void Sigmoid_is_within_3e5_on_floats_of_every_magnitude_and_never_beyond_zero_and_one() =>
        CheckSample(FastActivation.Sigmoid, x => 1 / (1 + Math.Exp(-x)), MaxSigmoidError, lowest: 0, highest: 1);

    [Theory]
    [InlineData(0.37f)]
    [InlineData(2.25f)]
    [InlineData(4.1f)]
    [InlineData(5.2398767f)]
    public void Tanh_is_within_6e5_on_every_float_around_its_largest_errors_and_its_end(float value) =>
        Check(SampledFloats.Around(value), FastActivation.Tanh, Math.Tanh, MaxTanhError, lowest: -1, highest: 1);

    [Theory]
    [InlineData(4.5f)]
    [InlineData(8.2f)]
    [InlineData(10.4797534f)]
    public void Sigmoid_is_within_3e5_on_every_float_around_its_largest_errors_and_its_end(float value) =>
        Check(SampledFloats.Around(value), FastActivation.Sigmoid, x => 1 / (1 + Math.Exp(-x)), MaxSigmoidError, lowest: 0, highest: 1);

    [Fact]
    public void Tanh_is_exact_at_both_zeros()
    {
        float[] values = [0f, -0f];
        float[] results = [.. values];

        FastActivation.Tanh(results);

        Expect.SameBits(values, results);
    }

    [Fact]
    public void Sigmoid_is_exact_at_both_zeros()
    {
        float[] results = [0f, -0f];

        FastActivation.Sigmoid(results);

        Expect.SameBits([0.5f, 0.5f], results);
    }

    [Theory]
    [InlineData(104.5f)]
    [InlineData(1e4f)]
    [InlineData(float.MaxValue)]
    [InlineData(float.PositiveInfinity)]
    public void Both_are_exact_at_saturation(float x)
    {
        float[] tanh = [x, -x];
        float[] sigmoid = [x, -x];

        FastActivation.Tanh(tanh);
        FastActivation.Sigmoid(sigmoid);

        Assert.Equal([1f, -1f], tanh);
        Assert.Equal([1f, 0f], sigmoid);
    }

    [SkippableFact]
    public void Both_are_exact_from_the_bound_on_where_multiply_adds_are_fused()
    {
        Skip.IfNot(Fma.IsSupported || AdvSimd.Arm64.IsSupported, "Without a fused multiply-add, the functions are the precise ones.");
        const float Bound = 10.4797534f;
        float[] tanh = [Bound / 2, -Bound / 2];
        float[] sigmoid = [Bound, -Bound];

        FastActivation.Tanh(tanh);
        FastActivation.Sigmoid(sigmoid);

        Assert.Equal([1f, -1f], tanh);
        Assert.Equal([1f, 0f], sigmoid);
    }

    [Theory]
    [InlineData(0x7FC00000)]
    [InlineData(0xFFC00000)]
    [InlineData(0x7F800001)]
    public void Both_of_nan_are_nan(uint bits)
    {
        float[] tanh = [BitConverter.UInt32BitsToSingle(bits)];
        float[] sigmoid = [.. tanh];

        FastActivation.Tanh(tanh);
        FastActivation.Sigmoid(sigmoid);

        Assert.True(float.IsNaN(tanh[0]));
        Assert.True(float.IsNaN(sigmoid[0]));
    }

    private static void CheckSample(Function function, Func<double, double> exact, double maxError, float lowest, float highest)
    {
        foreach (float[] block in SampledFloats.OfEveryMagnitude())
        {
            Check(block, function, exact, maxError, lowest, highest);
        }
    }

    private static void Check(
        float[] xs, Function function, Func<double, double> exact, double maxError, float lowest, float highest)
    {
        float[] results = [.. xs];
        function(results);
        for (int i = 0; i < xs.Length; i++)
        {
            if (!(Math.Abs(exact(xs[i]) - results[i]) <= maxError) || results[i] < lowest || results[i] > highest)
            {
                Assert.Fail($"f({xs[i]:R}) is {exact(xs[i]):R}, got {results[i]:R}.");
            }
        }
    }
}
