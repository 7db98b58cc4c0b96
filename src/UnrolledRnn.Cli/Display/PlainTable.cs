namespace UnrolledRnn.Cli.Display;

/// <summary>A table as lines of text, its columns two spaces apart.</summary>
internal static class PlainTable
{
    /// <summary>The lines, the headings first.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<TableColumn> columns, IReadOnlyList<string[]> rows)
    {
        string[][] all = [[.. columns.Select(column => column.Heading)], .. rows];
        int[] widths = [.. columns.Select((_, i) => all.Max(row => row[i].Length))];
        return all.Select(row => string.Join("  ", row.Select((cell, i) =>
            columns[i].IsNumber ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());
    }
}
