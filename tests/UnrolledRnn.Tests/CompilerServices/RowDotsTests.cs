using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class RowDotsTests
{
    public static TheoryData<int, int> Shapes => new() { { 1, 16 }, { 3, 16 }, { 4, 32 }, { 9, 48 }, { 130, 256 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Each_row_has_the_sum_of_a_dot_product_in_fixed_order(int rows, int stride)
    {
        float[] weights = TestData.Floats(rows * stride);
        float[] x = TestData.Floats(stride);
        float[] bias = TestData.Floats(rows);
        float[] y = new float[rows];
        float[] expected = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            expected[row] = FixedOrderSum.Dot(ref weights[row * stride], ref x[0], stride);
        }

        RowDots.Run(ref weights[0], stride, rows, ref x[0], [], ref y[0]);
        Expect.SameBits(expected, y);

        RowDots.Run(ref weights[0], stride, rows, ref x[0], bias, ref y[0]);
        Expect.SameBits([.. expected.Zip(bias, (sum, b) => sum + b)], y);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Rows_in_bfloat16_have_the_sums_of_what_they_are_rounded_to(int rows, int stride) =>
        CheckNarrow(
            WeightStorage.BFloat16, rows, stride, value => BitConverter.UInt32BitsToSingle(
                (BitConverter.SingleToUInt32Bits(value) + 0x7FFF + ((BitConverter.SingleToUInt32Bits(value) >> 16) & 1)) & 0xFFFF0000));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Rows_in_float16_have_the_sums_of_what_they_are_rounded_to(int rows, int stride) =>
        CheckNarrow(WeightStorage.Float16, rows, stride, value => (float)(Half)value);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Several_vectors_together_have_the_bits_of_one_after_the_other(int rows, int stride)
    {
        float[] weights = TestData.Floats(rows * stride);
        float[] bias = TestData.Floats(rows);

        CheckMany(
            rows, stride, bias,
            (ref float x, ref float y) => RowDots.Run(ref weights[0], stride, rows, ref x, bias, ref y),
            (ref float x, int xStride, int count, ref float y, int yStride) =>
                RowDots.RunMany(ref weights[0], stride, rows, ref x, xStride, count, bias, ref y, yStride));
    }

    private delegate void One(ref float x, ref float y);

    private delegate void Many(ref float x, int xStride, int count, ref float y, int yStride);

    private static void CheckMany(int rows, int stride, float[] bias, One one, Many many)
    {
        Assert.Equal(rows, bias.Length);
        (int xStride, int yStride) = (stride + 16, rows + 5);
        foreach (int count in (int[])[1, 4, 8, 11])
        {
            float[] x = TestData.Floats(count * xStride);
            float[] expected = new float[count * yStride];
            float[] y = new float[count * yStride];
            for (int i = 0; i < count; i++)
            {
                one(ref x[i * xStride], ref expected[i * yStride]);
            }

            many(ref x[0], xStride, count, ref y[0], yStride);

            Expect.SameBits(expected, y);
        }
    }

    private static void CheckNarrow(WeightStorage storage, int rows, int stride, Func<float, float> round)
    {
        int wordStride = (stride + 31) / 32 * 16;
        float[] weights = TestData.Floats(rows * stride);
        float[] rounded = Array.ConvertAll(weights, value => round(value));
        float[] x = TestData.Floats(stride);
        float[] bias = TestData.Floats(rows);
        float[] expected = new float[rows];
        float[] y = new float[rows];
        var narrow = new NarrowWeights(storage, rows * wordStride);
        narrow.Begin();
        narrow.Pack(weights, offset: 0, rows, stride, wordOffset: 0, wordStride);
        narrow.End();

        RowDots.Run(ref rounded[0], stride, rows, ref x[0], bias, ref expected[0]);
        CheckMany(
            rows, stride, bias,
            (ref float one, ref float result) => RowDots.Run(ref rounded[0], stride, rows, ref one, bias, ref result),
            (ref float all, int xStride, int count, ref float results, int yStride) =>
            {
                if (storage == WeightStorage.BFloat16)
                {
                    NarrowRowDots.RunManyBFloat16(
                        ref narrow.Words, stride, rows, ref all, xStride, count, bias, ref results, yStride);
                }
                else
                {
                    NarrowRowDots.RunManyFloat16(
                        ref narrow.Words, stride, rows, ref all, xStride, count, bias, ref results, yStride);
                }
            });
        if (storage == WeightStorage.BFloat16)
        {
            NarrowRowDots.RunBFloat16(ref narrow.Words, stride, rows, ref x[0], bias, ref y[0]);
        }
        else
        {
            NarrowRowDots.RunFloat16(ref narrow.Words, stride, rows, ref x[0], bias, ref y[0]);
        }

        Expect.SameBits(expected, y);
    }
}
