using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Tests.CompilerServices;

public class MatrixProductTests
{
    /// <summary>The kernels sum blocks of 128 terms.</summary>
    private static readonly int[] s_depths = [1, 2, 3, 7, 16, 127, 128, 129, 255, 256, 257, 300];

    public static TheoryData<int> RowCounts => [.. Enumerable.Range(1, 9)];

    [Theory]
    [MemberData(nameof(RowCounts))]
    public void Accumulate_adds_the_product(int rows) =>
        ForEachShape(rows, (columns, depth) => Check(rows, columns, depth, gap: 0, transposed: false));

    [Theory]
    [MemberData(nameof(RowCounts))]
    public void AccumulateTransposed_adds_the_product_with_the_transpose(int rows) =>
        ForEachShape(rows, (columns, depth) => Check(rows, columns, depth, gap: 0, transposed: true));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rows_may_lie_apart_and_what_is_between_them_is_left_alone(bool transposed)
    {
        for (int columns = 16; columns <= 160; columns += 16)
        {
            Check(rows: 6, columns, depth: 130, gap: 5, transposed);
        }
    }

    [Fact]
    public void A_product_without_terms_adds_nothing()
    {
        float[] c = TestData.Floats(2 * 16);
        float[] before = [.. c];

        MatrixProduct.Accumulate(new Matrix([], 2, 0), new Matrix([], 0, 16), new Matrix(c, 2, 16));

        Expect.SameBits(before, c);
    }

    [Fact]
    public void A_result_without_rows_is_possible()
    {
        MatrixProduct.Accumulate(new Matrix([], 0, 3), new Matrix(new float[3 * 16], 3, 16), new Matrix([], 0, 16));
    }

    private static void ForEachShape(int rows, Action<int, int> check)
    {
        Assert.InRange(rows, 1, 9);
        for (int columns = 16; columns <= 160; columns += 16)
        {
            foreach (int depth in s_depths)
            {
                check(columns, depth);
            }
        }
    }

    /// <summary>Compares with sums in double, within the bound of float sums: (terms + 1) half-ulps of the sum of magnitudes.</summary>
    private static void Check(int rows, int columns, int depth, int gap, bool transposed)
    {
        (int aRows, int aColumns) = transposed ? (depth, rows) : (rows, depth);
        float[] a = TestData.Floats(aRows * (aColumns + gap), seed: rows);
        float[] b = TestData.Floats(depth * (columns + gap), seed: columns);
        float[] c = TestData.Floats(rows * (columns + gap), seed: depth);
        float[] before = [.. c];
        var aMatrix = new Matrix(a, aRows, aColumns, aColumns + gap);
        var bMatrix = new Matrix(b, depth, columns, columns + gap);
        var cMatrix = new Matrix(c, rows, columns, columns + gap);

        if (transposed)
        {
            MatrixProduct.AccumulateTransposed(aMatrix, bMatrix, cMatrix);
        }
        else
        {
            MatrixProduct.Accumulate(aMatrix, bMatrix, cMatrix);
        }

        for (int row = 0; row < rows; row++)
        {
            int start = row * (columns + gap);
            double[] sums = [.. before[start..(start + columns)]];
            double[] magnitudes = [.. sums.Select(Math.Abs)];
            for (int k = 0; k < depth; k++)
            {
                double factor = transposed ? aMatrix[k, row] : aMatrix[row, k];
                for (int column = 0; column < columns; column++)
                {
                    double term = factor * b[(k * (columns + gap)) + column];
                    sums[column] += term;
                    magnitudes[column] += Math.Abs(term);
                }
            }

            for (int column = 0; column < columns; column++)
            {
                if (!(Math.Abs(sums[column] - cMatrix[row, column]) <= (depth + 1) * magnitudes[column] / (1 << 24)))
                {
                    Assert.Fail($"[{rows}, {depth}] x [{depth}, {columns}] at [{row}, {column}]: expected {sums[column]}, got {cMatrix[row, column]}.");
                }
            }

            Range between = (start + columns)..(start + columns + gap);
            Expect.SameBits(before[between], c[between]);
        }
    }
}
