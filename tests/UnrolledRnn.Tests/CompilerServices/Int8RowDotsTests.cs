using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class Int8RowDotsTests
{
    /// <summary>
    /// Rows that are no multiple of four, rows that are half a line longer, and values so many that their unit must be coarser.
    /// </summary>
    public static TheoryData<int, int> Shapes => new() { { 1, 16 }, { 3, 32 }, { 4, 48 }, { 9, 64 }, { 130, 256 }, { 6, 2048 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_row_is_off_by_what_its_weights_and_the_values_are_rounded_by(int rows, int stride)
    {
        float[] weights = TestData.Floats(rows * stride);
        float[] x = TestData.Floats(stride);
        float[] y = Run(weights, rows, stride, x);

        double magnitudes = x.Sum(value => Math.Abs((double)value));
        double unit = Math.Max(x.Max(Math.Abs) / 32767, magnitudes / 16.9e6);
        for (int row = 0; row < rows; row++)
        {
            float[] of = weights[(row * stride)..((row + 1) * stride)];
            double largest = of.Max(Math.Abs);
            double exact = of.Zip(x, (weight, value) => (double)weight * value).Sum();
            double bound = (magnitudes * largest / 254) + (stride * largest * unit / 2);
            Assert.InRange(y[row], exact - (1.001 * bound), exact + (1.001 * bound));
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Sums_are_those_of_whole_numbers_on_every_machine(int rows, int stride)
    {
        float[] weights = TestData.Floats(rows * stride);
        float[] x = TestData.Floats(stride);
        short[] values = new short[RoundedValues.Stride(stride)];
        float unit = RoundedValues.Round(ref x[0], stride, values);
        float[] expected = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            float[] of = weights[(row * stride)..((row + 1) * stride)];
            float scale = of.Max(Math.Abs) / 127;
            long sum = of.Select((weight, i) => (long)MathF.Round(weight / scale) * values[i]).Sum();
            Assert.InRange(sum, int.MinValue, int.MaxValue);
            expected[row] = sum * (scale * unit);
        }

        Expect.SameBits(expected, Run(weights, rows, stride, x));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Several_vectors_together_have_the_bits_of_one_after_the_other(int rows, int stride)
    {
        NarrowWeights narrow = Pack(TestData.Floats(rows * stride), rows, stride);
        float[] bias = TestData.Floats(rows);
        (int xStride, int yStride) = (stride + 16, rows + 5);
        foreach (int count in (int[])[1, 7, 8, 19])
        {
            float[] x = TestData.Floats(count * xStride);
            float[] expected = new float[count * yStride];
            float[] y = new float[count * yStride];
            for (int i = 0; i < count; i++)
            {
                NarrowRowDots.RunInt8(ref narrow.Words, stride, rows, ref x[i * xStride], bias, ref expected[i * yStride]);
            }

            NarrowRowDots.RunManyInt8(ref narrow.Words, stride, rows, ref x[0], xStride, count, bias, ref y[0], yStride);

            Expect.SameBits(expected, y);
        }
    }

    [Theory]
    [InlineData(512)]
    [InlineData(4096)]
    [InlineData(8192)]
    public void Weights_and_values_that_are_all_at_their_largest_stay_within_a_sum(int stride)
    {
        float[] weights = [.. Enumerable.Repeat(0.5f, 4 * stride)];
        float[] x = [.. Enumerable.Repeat(-3f, stride)];

        Assert.All(Run(weights, 4, stride, x), y => Assert.Equal(-1.5f * stride, y, tolerance: 1e-3f * stride));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(3e38f)]
    public void Values_that_have_no_finite_sum_give_NaN_everywhere(float value)
    {
        float[] x = TestData.Floats(32);
        (x[5], x[9]) = (value, value);

        Assert.All(Run(TestData.Floats(5 * 32), 5, 32, x), result => Assert.True(float.IsNaN(result)));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void A_weight_that_is_not_finite_spoils_its_row_and_no_other(float weight)
    {
        float[] weights = TestData.Floats(5 * 32);
        weights[(3 * 32) + 7] = weight;

        float[] y = Run(weights, 5, 32, TestData.Floats(32));

        Assert.True(float.IsNaN(y[3]));
        Assert.All((int[])[0, 1, 2, 4], row => Assert.True(float.IsFinite(y[row])));
    }

    [Fact]
    public void Zeros_and_what_is_next_to_nothing_give_the_bias()
    {
        float[] bias = TestData.Floats(5);
        float[] weights = TestData.Floats(5 * 32);

        Expect.SameBits(bias, Run(weights, 5, 32, new float[32], bias));
        Expect.SameBits(bias, Run(weights, 5, 32, [.. Enumerable.Repeat(float.Epsilon, 32)], bias));
        Expect.SameBits(bias, Run(new float[5 * 32], 5, 32, TestData.Floats(32), bias));
    }

    private static float[] Run(float[] weights, int rows, int stride, float[] x, float[]? bias = null)
    {
        NarrowWeights narrow = Pack(weights, rows, stride);
        float[] y = new float[rows];
        NarrowRowDots.RunInt8(ref narrow.Words, stride, rows, ref x[0], bias, ref y[0]);
        return y;
    }

    private static NarrowWeights Pack(float[] weights, int rows, int stride)
    {
        int whole = (rows + 3) / 4 * 4;
        var narrow = new NarrowWeights(WeightStorage.BFloat16, whole * ((RoundedValues.Stride(stride) / 4) + 1));
        narrow.Begin();
        narrow.PackInt8(weights, offset: 0, rows, stride, wordOffset: 0);
        narrow.End();
        return narrow;
    }
}
