using System.Runtime.Intrinsics;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class FixedOrderSumTests
{
    private const int MaxLength = 70;

    [Fact]
    public void Sum_runs_sixteen_sums_and_folds_them_in_halves()
    {
        float[] values = TestData.Floats(MaxLength);
        for (int length = 0; length <= MaxLength; length++)
        {
            Expect.SameBits([Folded(values[..length])], [FixedOrderSum.Sum(values.AsSpan(0, length))]);
        }
    }

    [Fact]
    public void SumOfSquares_sums_the_squares_in_the_same_order()
    {
        float[] values = TestData.Floats(MaxLength);
        for (int length = 0; length <= MaxLength; length++)
        {
            float[] squares = Array.ConvertAll(values[..length], value => value * value);
            Expect.SameBits([Folded(squares)], [(float)FixedOrderSum.SumOfSquares(values.AsSpan(0, length))]);
        }
    }

    [Fact]
    public void Sixteen_lanes_have_one_sum_however_they_are_held()
    {
        float[] lanes = TestData.Floats(16);
        float expected = Folded(lanes);

        Expect.SameBits([expected], [FixedOrderSum.Sum(Vector512.Create<float>(lanes))]);
        Expect.SameBits([expected], [FixedOrderSum.Sum(Vector256.Create<float>(lanes[..8]), Vector256.Create<float>(lanes[8..]))]);
        Expect.SameBits(
            [expected],
            [
                FixedOrderSum.Sum(
                    Vector128.Create<float>(lanes[..4]), Vector128.Create<float>(lanes[4..8]), Vector128.Create<float>(lanes[8..12]),
                    Vector128.Create<float>(lanes[12..])),
            ]);
        Expect.SameBits([expected], [FixedOrderSum.Sum(ref lanes[0])]);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(48)]
    [InlineData(160)]
    public void Dot_sums_the_products_of_all_elements(int length)
    {
        float[] a = TestData.Floats(length, seed: 1);
        float[] b = TestData.Floats(length, seed: 2);
        double expected = a.Zip(b, (x, y) => (double)x * y).Sum();

        Expect.Close([expected], [FixedOrderSum.Dot(ref a[0], ref b[0], length)], 1e-6);
    }

    [Fact]
    public void Dot_of_nothing_is_zero()
    {
        float[] values = [1];

        Assert.Equal(0, FixedOrderSum.Dot(ref values[0], ref values[0], length: 0));
    }

    /// <summary>Element i goes to sum i mod 16; then halves are added: 8, 4, 2, 1.</summary>
    private static float Folded(float[] values)
    {
        float[] sums = new float[16];
        for (int i = 0; i < values.Length; i++)
        {
            sums[i % 16] += values[i];
        }

        for (int half = 8; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++)
            {
                sums[i] += sums[i + half];
            }
        }

        return sums[0];
    }
}
