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
