using System.Globalization;
using UnrolledRnn.Cli.Files;

namespace UnrolledRnn.Cli.Data;

/// <summary>
/// A CSV file of numbers: names in the first line, then a line for each step, apart by commas, numbers with points. Strict: whatever is no
/// finite number is an error with its place.
/// </summary>
internal sealed class NumberTable
{
    private NumberTable(string[] columns, float[] values) => (Columns, Values) = (columns, values);

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>[rows, columns]</summary>
    public float[] Values { get; }

    /// <summary>Lines of numbers.</summary>
    public int Rows => Values.Length / Columns.Count;

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It is not there, or no such table; the message says where.</exception>
    public static NumberTable Read(string path)
    {
        RegularFile.Check(path);
        string[] columns = [];
        List<float> values = [];
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            string[] cells = line.Split(',', StringSplitOptions.TrimEntries);
            if (number == 1)
            {
                columns = [.. cells.Select(cell => cell.Trim('"'))];
                continue;
            }

            if (line.Length == 0)
            {
                continue;
            }

            if (cells.Length != columns.Length)
            {
                throw new IOException(
                    $"{path}: expected {columns.Length} cells, as the first line has names, found {cells.Length} in line {number}.");
            }

            for (int i = 0; i < cells.Length; i++)
            {
                bool isNumber = float.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out float value);
                values.Add(isNumber && float.IsFinite(value) ? value : throw new IOException(
                    $"{path}: expected a number such as 0.5, found '{cells[i]}' in line {number}, column '{columns[i]}'; "
                    + "take columns of dates and words out, and fill gaps."));
            }
        }

        return values.Count > 0 ? new NumberTable(columns, [.. values]) : throw new IOException(
            $"{path}: expected a line of names and lines of numbers, found {number} lines.");
    }

    /// <summary>The places of columns.</summary>
    /// <exception cref="IOException">There is no such column.</exception>
    public int[] Find(IEnumerable<string> names, string path) =>
    [
        .. names.Select(name =>
        {
            int at = Columns.ToList().IndexOf(name);
            return at >= 0 ? at : throw new IOException(
                $"{path}: there is no column '{name}'; its columns are {string.Join(", ", Columns)}.");
        }),
    ];
}
