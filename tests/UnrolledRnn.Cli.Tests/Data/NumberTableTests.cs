using UnrolledRnn.Cli.Data;

namespace UnrolledRnn.Cli.Tests;

public sealed class NumberTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Names_and_numbers_are_read()
    {
        NumberTable table = NumberTable.Read(_folder.Write("t.csv", "a,\"b\"\r\n1,2.5\r\n-3e2, 4\r\n"));

        Assert.Equal(["a", "b"], table.Columns);
        Assert.Equal([1, 2.5f, -300, 4], table.Values);
        Assert.Equal(2, table.Rows);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "expected 2 cells, as the first line has names, found 1 in line 3")]
    [InlineData("a,b\n1,2\n3,x\n", "expected a number such as 0.5, found 'x' in line 3, column 'b'")]
    [InlineData("a,b\n1,\n", "found '' in line 2, column 'b'")]
    [InlineData("a\nNaN\n", "found 'NaN' in line 2, column 'a'")]
    [InlineData("a,b\n", "expected a line of names and lines of numbers, found 1 lines")]
    public void What_is_no_table_of_numbers_is_refused_with_its_place(string content, string message) =>
        Assert.Contains(
            message, Assert.Throws<IOException>(() => NumberTable.Read(_folder.Write("t.csv", content))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_column_that_is_not_there_is_refused_with_those_that_are()
    {
        NumberTable table = NumberTable.Read(_folder.Write("t.csv", "a,b\n1,2\n"));

        Assert.Equal([1, 0], table.Find(["b", "a"], "t.csv"));
        Assert.Contains(
            "no column 'c'; its columns are a, b",
            Assert.Throws<IOException>(() => table.Find(["c"], "t.csv")).Message,
            StringComparison.Ordinal);
    }
}
