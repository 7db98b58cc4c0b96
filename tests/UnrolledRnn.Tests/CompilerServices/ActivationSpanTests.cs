using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class ActivationSpanTests
{
    private const int MaxLength = 70;

    private delegate void Function(Span<float> values);

    [Fact]
    public void Tanh_of_a_span_of_any_length_is_tanh_of_each_element() => CheckLengths(Activation.Tanh);

    [Fact]
    public void Sigmoid_of_a_span_of_any_length_is_sigmoid_of_each_element() => CheckLengths(Activation.Sigmoid);

    [Fact]
    public void Relu_of_a_span_of_any_length_is_relu_of_each_element() => CheckLengths(Activation.Relu);

    [Fact]
    public void Fast_tanh_of_a_span_of_any_length_is_that_of_each_element() => CheckLengths(FastActivation.Tanh);

    [Fact]
    public void Fast_sigmoid_of_a_span_of_any_length_is_that_of_each_element() => CheckLengths(FastActivation.Sigmoid);

    [Fact]
    public void Tanh_gives_the_same_bits_on_every_vector_width() =>
        CheckWidths(Activation.Tanh, Activation.Tanh, Activation.Tanh, Activation.Tanh);

    [Fact]
    public void Sigmoid_gives_the_same_bits_on_every_vector_width() =>
        CheckWidths(Activation.Sigmoid, Activation.Sigmoid, Activation.Sigmoid, Activation.Sigmoid);

    [Fact]
    public void Fast_tanh_gives_the_same_bits_on_every_vector_width() =>
        CheckWidths(FastActivation.Tanh, FastActivation.Tanh, FastActivation.Tanh, FastActivation.Tanh);

    [Fact]
    public void Fast_sigmoid_gives_the_same_bits_on_every_vector_width() =>
        CheckWidths(FastActivation.Sigmoid, FastActivation.Sigmoid, FastActivation.Sigmoid, FastActivation.Sigmoid);

    [Fact]
    public void Relu_gives_the_same_bits_on_every_vector_width()
    {
        float[] xs = TestData.Floats(1024);

        CheckWidths(xs, Activation.Relu, Activation.Relu, Activation.Relu, Activation.Relu);
    }

    [Fact]
    public void Tanh_on_128_bits_is_within_4_ulp() =>
        CheckOn128(Activation.Tanh, Math.Tanh, (exact, result) => SampledFloats.Ulps(exact, result) <= 4);

    [Fact]
    public void Sigmoid_on_128_bits_is_within_4_ulp() =>
        CheckOn128(Activation.Sigmoid, Sigmoid, (exact, result) => SampledFloats.Ulps(exact, result) <= 4);

    [Fact]
    public void Fast_activations_on_128_bits_are_within_2e6()
    {
        CheckOn128(FastActivation.Tanh, Math.Tanh, (exact, result) => Math.Abs(exact - result) <= 5.7e-5);
        CheckOn128(FastActivation.Sigmoid, Sigmoid, (exact, result) => Math.Abs(exact - result) <= 5.7e-5);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static void CheckOn128(
        Func<Vector128<float>, Vector128<float>> function, Func<double, double> exact, Func<double, float, bool> isNear)
    {
        foreach (float[] block in SampledFloats.OfEveryMagnitude(stride: 100_003))
        {
            float[] xs = [.. block, .. new float[4 - (block.Length % 4)]];
            float[] results = Map(xs, function);
            for (int i = 0; i < xs.Length; i++)
            {
                Assert.True(isNear(exact(xs[i]), results[i]), $"f({xs[i]:R}) is {exact(xs[i]):R}, got {results[i]:R}.");
            }
        }
    }

    private static void CheckWidths(
        Function span,
        Func<Vector512<float>, Vector512<float>> on512,
        Func<Vector256<float>, Vector256<float>> on256,
        Func<Vector128<float>, Vector128<float>> on128)
    {
        foreach (float[] block in SampledFloats.OfEveryMagnitude(stride: 100_003))
        {
            float[] whole = [.. block, .. new float[16 - (block.Length % 16)]];
            CheckWidths(whole, span, on512, on256, on128);
        }
    }

    private static void CheckLengths(Function function)
    {
        float[] xs = TestData.Floats(MaxLength + 1, scale: 8);
        float[] each = [.. xs];
        for (int i = 0; i < each.Length; i++)
        {
            function(each.AsSpan(i, 1));
        }

        for (int length = 0; length <= MaxLength; length++)
        {
            float[] values = [.. xs];
            function(values.AsSpan(0, length));
            Expect.SameBits([.. each[..length], .. xs[length..]], values);
        }
    }

    private static void CheckWidths(
        float[] xs,
        Function span,
        Func<Vector512<float>, Vector512<float>> on512,
        Func<Vector256<float>, Vector256<float>> on256,
        Func<Vector128<float>, Vector128<float>> on128)
    {
        float[] expected = [.. xs];
        span(expected);
        Expect.SameBits(expected, Map(xs, on512));
        Expect.SameBits(expected, Map(xs, on256));
        if (!Vector256.IsHardwareAccelerated)
        {
            Expect.SameBits(expected, Map(xs, on128));
        }
    }

    private static float[] Map<TVector>(float[] xs, Func<TVector, TVector> function)
        where TVector : struct
    {
        float[] results = [.. xs];
        foreach (ref TVector vector in MemoryMarshal.Cast<float, TVector>(results.AsSpan()))
        {
            vector = function(vector);
        }

        return results;
    }
}
