using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class MatrixTests
{
    [Fact]
    public void Rows_start_a_stride_apart()
    {
        float[] values = [0, 1, 2, 3, 4, 5, 6, 7];
        var matrix = new Matrix(values, rows: 2, columns: 3, stride: 5);

        Assert.Equal([0, 1, 2], matrix.Row(0));
        Assert.Equal([5, 6, 7], matrix.Row(1));
        Assert.Equal(6, matrix[1, 1]);
    }

    [Fact]
    public void Elements_are_written_through_to_the_span()
    {
        float[] values = new float[6];
        var matrix = new Matrix(values, rows: 2, columns: 3);

        matrix[1, 2] = 4;
        matrix.Row(0)[1] = 3;

        Assert.Equal([0, 3, 0, 0, 0, 4], values);
    }

    [Fact]
    public void The_last_row_needs_no_gap_behind_it()
    {
        Assert.Equal(3, new Matrix(new float[13], rows: 3, columns: 3, stride: 5).Rows);

        ArgumentException exception = Assert.Throws<ArgumentException>(
            "values", () => _ = new Matrix(new float[12], rows: 3, columns: 3, stride: 5));
        Assert.Contains("needs 13 elements, got 12", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 3, 3, "rows")]
    [InlineData(3, -1, 3, "columns")]
    [InlineData(3, 3, 2, "stride")]
    public void Impossible_sizes_are_refused(int rows, int columns, int stride, string parameterName)
    {
        Assert.Throws<ArgumentOutOfRangeException>(parameterName, () => _ = new Matrix(new float[9], rows, columns, stride));
    }

    [Fact]
    public void Sizes_whose_product_passes_an_int_are_refused()
    {
        Assert.Throws<ArgumentException>("values", () => _ = new Matrix(new float[9], int.MaxValue, 1, int.MaxValue));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(-1, 0)]
    [InlineData(0, 3)]
    [InlineData(0, -1)]
    public void An_element_outside_is_refused(int row, int column)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Matrix(new float[6], 2, 3)[row, column]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public void A_row_outside_is_refused(int index)
    {
        Assert.Throws<ArgumentOutOfRangeException>("row", () => _ = new Matrix(new float[6], 2, 3).Row(index));
    }
}
