using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class MatrixOperationsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(16, 16)]
    [InlineData(19, 35)]
    [InlineData(35, 19)]
    [InlineData(1, 40)]
    public void Transpose_exchanges_rows_and_columns(int rows, int columns)
    {
        float[] source = TestData.Floats(rows * (columns + 3));
        float[] destination = new float[columns * (rows + 2)];
        var from = new Matrix(source, rows, columns, columns + 3);
        var to = new Matrix(destination, columns, rows, rows + 2);

        MatrixOperations.Transpose(from, to);

        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                Assert.Equal(from[row, column], to[column, row]);
            }
        }
    }

    [Fact]
    public void Transpose_leaves_what_is_between_the_rows_alone()
    {
        float[] destination = [9, 9, 9, 9, 9, 9];

        MatrixOperations.Transpose(new Matrix([1, 2, 3, 4], 2, 2), new Matrix(destination, 2, 2, 3));

        Assert.Equal([1, 3, 9, 2, 4, 9], destination);
    }

    [Fact]
    public void Copy_takes_each_matrix_with_its_own_stride()
    {
        float[] destination = [9, 9, 9, 9, 9];

        MatrixOperations.Copy(new Matrix([1, 2, 0, 0, 3, 4], 2, 2, 4), new Matrix(destination, 2, 2, 3));

        Assert.Equal([1, 2, 9, 3, 4], destination);
    }

    [Fact]
    public void BroadcastRow_sets_every_row()
    {
        float[] destination = [9, 9, 9, 9, 9];

        MatrixOperations.BroadcastRow([1, 2], new Matrix(destination, 2, 2, 3));

        Assert.Equal([1, 2, 9, 1, 2], destination);
    }

    [Fact]
    public void AccumulateRows_adds_the_rows_to_the_sums()
    {
        float[] sums = [100, 200];

        MatrixOperations.AccumulateRows(new Matrix([1, 2, 9, 3, 4], 2, 2, 3), sums);

        Assert.Equal([104, 206], sums);
    }

    [Fact]
    public void AccumulateRows_takes_the_first_row_first()
    {
        float[] sums = [0];

        MatrixOperations.AccumulateRows(new Matrix([1e8f, -1e8f, 1], 3, 1), sums);

        Assert.Equal(1, sums[0]);
    }

    [Fact]
    public void GatherRows_looks_up_the_row_of_each_token_and_adds_the_bias()
    {
        float[] destination = [9, 9, 9, 9, 9, 9, 9, 9];

        MatrixOperations.GatherRows(
            [2, 0, 2], new Matrix([1, 2, 3, 4, 5, 6], 3, 2), [10, 20], new Matrix(destination, 3, 2, 3));

        Assert.Equal([15, 26, 9, 11, 22, 9, 15, 26], destination);
    }

    [Fact]
    public void ScatterAddRows_adds_to_the_row_of_each_token_as_often_as_it_occurs()
    {
        float[] table = [100, 100, 200, 200, 300, 300];

        MatrixOperations.ScatterAddRows([2, 0, 2], new Matrix([1, 2, 3, 4, 5, 6], 3, 2), new Matrix(table, 3, 2));

        Assert.Equal([103, 104, 200, 200, 306, 308], table);
    }

    [Fact]
    public void ClearColumns_clears_the_last_columns_only()
    {
        float[] values = [1, 2, 3, 4, 5, 6, 7];

        MatrixOperations.ClearColumns(new Matrix(values, 2, 3, 4), from: 1);

        Assert.Equal([1, 0, 0, 4, 5, 0, 0], values);
    }

    [Fact]
    public void ClearColumns_refuses_a_column_outside()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixOperations.ClearColumns(new Matrix(new float[6], 2, 3), from: 4));
    }
}
