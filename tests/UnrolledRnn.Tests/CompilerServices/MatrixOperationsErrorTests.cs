using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class MatrixOperationsErrorTests
{
    [Fact]
    public void Transpose_names_both_shapes() => ShapeError(
        "destination", "[3, 2], or with more columns", "[2, 3]", () => MatrixOperations.Transpose(TwoByThree(), TwoByThree()));

    [Fact]
    public void Copy_names_both_shapes() => ShapeError(
        "destination", "[2, 3], or with more columns", "[3, 2]", () => MatrixOperations.Copy(TwoByThree(), new Matrix(new float[6], 3, 2)));

    [Fact]
    public void GatherRows_names_both_shapes() => ShapeError(
        "destination", "[4, 3]", "[2, 3]", () => MatrixOperations.GatherRows(new int[4], TwoByThree(), new float[3], TwoByThree()));

    [Fact]
    public void ScatterAddRows_names_both_shapes() => ShapeError(
        "source", "[4, 3]", "[2, 3]", () => MatrixOperations.ScatterAddRows(new int[4], TwoByThree(), TwoByThree()));

    [Fact]
    public void BroadcastRow_names_both_lengths() => Expect.LengthError(
        "row", expected: 3, actual: 4, () => MatrixOperations.BroadcastRow(new float[4], TwoByThree()));

    [Fact]
    public void AccumulateRows_names_both_lengths() => Expect.LengthError(
        "sums", expected: 3, actual: 4, () => MatrixOperations.AccumulateRows(TwoByThree(), new float[4]));

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void GatherRows_refuses_a_bias_of_another_length(int length)
    {
        Assert.Throws<ArgumentException>(() => MatrixOperations.GatherRows([0, 1], TwoByThree(), new float[length], TwoByThree()));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Tokens_outside_the_table_are_refused(int token)
    {
        Assert.Throws<ArgumentOutOfRangeException>(
            () => MatrixOperations.GatherRows([0, token], TwoByThree(), new float[3], TwoByThree()));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => MatrixOperations.ScatterAddRows([0, token], TwoByThree(), TwoByThree()));
    }

    [Fact]
    public void What_lies_behind_a_copy_or_a_transpose_becomes_zero()
    {
        float[] copy = [.. Enumerable.Repeat(float.NaN, 8)];
        float[] transpose = [.. Enumerable.Repeat(float.NaN, 9)];
        float[] rows = [.. Enumerable.Repeat(float.NaN, 8)];

        MatrixOperations.Copy(new Matrix((float[])[1, 2, 3, 4, 5, 6], 2, 3), new Matrix(copy, 2, 4));
        MatrixOperations.Transpose(new Matrix((float[])[1, 2, 3, 4, 5, 6], 2, 3), new Matrix(transpose, 3, 3));
        MatrixOperations.CopyRows([1, 2, 3, 4, 5, 6], new Matrix(rows, 2, 3, stride: 4));

        Assert.Equal([1, 2, 3, 0, 4, 5, 6, 0], copy);
        Assert.Equal([1, 4, 0, 2, 5, 0, 3, 6, 0], transpose);
        Assert.Equal([1, 2, 3, 0, 4, 5, 6, 0], rows);
    }

    private static Matrix TwoByThree() => new(new float[6], 2, 3);

    private static void ShapeError(string parameterName, string expected, string actual, Action call)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(parameterName, call);
        Assert.Contains($"Expected a matrix of {expected}, got {actual}.", exception.Message, StringComparison.Ordinal);
    }
}
