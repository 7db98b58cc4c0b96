using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class MatrixProductContractTests
{
    private const int Depth = 150;

    public static TheoryData<int> ColumnCounts => [16, 32, 48, 64, 80, 112, 160];

    [Theory]
    [MemberData(nameof(ColumnCounts))]
    public void A_row_has_the_same_bits_whether_computed_alone_or_with_others(int columns)
    {
        const int Rows = 9;
        float[] a = TestData.Floats(Rows * Depth, seed: 1);
        float[] b = TestData.Floats(Depth * columns, seed: 2);
        float[] together = new float[Rows * columns];
        float[] alone = new float[Rows * columns];

        MatrixProduct.Accumulate(new Matrix(a, Rows, Depth), new Matrix(b, Depth, columns), new Matrix(together, Rows, columns));
        for (int row = 0; row < Rows; row++)
        {
            MatrixProduct.Accumulate(
                new Matrix(a.AsSpan(row * Depth, Depth), 1, Depth),
                new Matrix(b, Depth, columns),
                new Matrix(alone.AsSpan(row * columns, columns), 1, columns));
        }

        Expect.SameBits(alone, together);
    }

    [Theory]
    [MemberData(nameof(ColumnCounts))]
    public void A_column_has_the_same_bits_whatever_stands_beside_it(int columns)
    {
        float[] a = TestData.Floats(Depth, seed: 1);
        float[] b = TestData.Floats(Depth * columns, seed: 2);
        float[] together = new float[columns];
        float[] alone = new float[columns];

        MatrixProduct.Accumulate(new Matrix(a, 1, Depth), new Matrix(b, Depth, columns), new Matrix(together, 1, columns));
        for (int column = 0; column < columns; column += 16)
        {
            MatrixProduct.Accumulate(
                new Matrix(a, 1, Depth),
                new Matrix(b.AsSpan(column), Depth, 16, columns),
                new Matrix(alone.AsSpan(column, 16), 1, 16));
        }

        Expect.SameBits(alone, together);
    }

    [Fact]
    public void Both_forms_give_the_same_bits()
    {
        const int Rows = 7;
        float[] a = TestData.Floats(Rows * Depth, seed: 1);
        float[] transposed = new float[a.Length];
        float[] b = TestData.Floats(Depth * 48, seed: 2);
        float[] c = new float[Rows * 48];
        float[] cOfTransposed = new float[Rows * 48];
        MatrixOperations.Transpose(new Matrix(a, Rows, Depth), new Matrix(transposed, Depth, Rows));

        MatrixProduct.Accumulate(new Matrix(a, Rows, Depth), new Matrix(b, Depth, 48), new Matrix(c, Rows, 48));
        MatrixProduct.AccumulateTransposed(
            new Matrix(transposed, Depth, Rows), new Matrix(b, Depth, 48), new Matrix(cOfTransposed, Rows, 48));

        Expect.SameBits(c, cOfTransposed);
    }

    [Theory]
    [InlineData(4, 16, 2, 16)]
    [InlineData(3, 16, 1, 16)]
    [InlineData(3, 32, 2, 16)]
    public void Accumulate_names_all_shapes_where_they_do_not_fit(int bRows, int bColumns, int cRows, int cColumns)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>("c", () => MatrixProduct.Accumulate(
            new Matrix(new float[2 * 3], 2, 3),
            new Matrix(new float[bRows * bColumns], bRows, bColumns),
            new Matrix(new float[cRows * cColumns], cRows, cColumns)));

        Assert.Contains("[2, 3]", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"[{bRows}, {bColumns}]", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"[{cRows}, {cColumns}]", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, 16, 2, 16)]
    [InlineData(3, 16, 1, 16)]
    [InlineData(3, 32, 2, 16)]
    public void AccumulateTransposed_names_all_shapes_where_they_do_not_fit(int bRows, int bColumns, int cRows, int cColumns)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>("c", () => MatrixProduct.AccumulateTransposed(
            new Matrix(new float[3 * 2], 3, 2),
            new Matrix(new float[bRows * bColumns], bRows, bColumns),
            new Matrix(new float[cRows * cColumns], cRows, cColumns)));

        Assert.Contains("[2, 3]", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"[{bRows}, {bColumns}]", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"[{cRows}, {cColumns}]", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_do_not_fill_cache_lines_are_refused()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>("c", () => MatrixProduct.Accumulate(
            new Matrix(new float[1], 1, 1), new Matrix(new float[17], 1, 17), new Matrix(new float[17], 1, 17)));

        Assert.Contains("multiple of 16", exception.Message, StringComparison.Ordinal);
        Assert.Contains("17", exception.Message, StringComparison.Ordinal);
    }
}
