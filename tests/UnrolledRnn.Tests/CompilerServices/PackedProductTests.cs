using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class PackedProductTests
{
    [Theory]
    [InlineData(16, 16)]
    [InlineData(128, 128)]
    [InlineData(300, 208)]
    public void A_row_alone_has_the_bits_that_it_has_among_others(int depth, int columns)
    {
        const int Rows = 8;
        float[] a = TestData.Floats(Rows * depth);
        PackedMatrix b = PackedMatrix.Of(
            new Matrix(TestData.Floats(depth * columns), depth, columns), new AlignedBuffer(depth * columns).Span);
        float[] together = new float[Rows * columns];
        float[] alone = new float[Rows * columns];

        PackedProduct.Accumulate(new Matrix(a, Rows, depth), b, new Matrix(together, Rows, columns));
        for (int row = 0; row < Rows; row++)
        {
            PackedProduct.Accumulate(new Matrix(a, Rows, depth).RowRange(row, 1), b, new Matrix(alone, Rows, columns).RowRange(row, 1));
        }

        Expect.SameBits(together, alone);
    }
}
