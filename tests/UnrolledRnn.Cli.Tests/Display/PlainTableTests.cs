using UnrolledRnn.Cli.Display;

namespace UnrolledRnn.Cli.Tests;

public class PlainTableTests
{
    [Fact]
    public void Columns_are_as_wide_as_their_widest_cell() => Assert.Equal(
        [
            "layer   bytes",
            "a           1",
            "bcdefg     20",
        ],
        PlainTable.Lines(
            [new TableColumn("layer"), new TableColumn("bytes", IsNumber: true)],
            [["a", "1"], ["bcdefg", "20"]]));
}
