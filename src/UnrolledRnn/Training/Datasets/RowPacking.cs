namespace UnrolledRnn.Training;

/// <summary>
/// Which places for sequences each row of T steps has: best fit, the longest first. It depends on the lengths alone, so that every epoch
/// has as many rows; which sequence of a length takes which place is drawn.
/// </summary>
internal sealed class RowPacking
{
    /// <summary>Plans rows.</summary>
    /// <param name="lengths">The lengths of the sequences, falling; each at most T.</param>
    /// <param name="steps">T.</param>
    /// <param name="packs">Whether rows may hold more than one sequence.</param>
    public RowPacking(ReadOnlySpan<int> lengths, int steps, bool packs)
    {
        var rows = new List<List<int>>();
        var open = new Stack<int>[steps + 1];
        for (int rest = 0; rest <= steps; rest++)
        {
            open[rest] = new Stack<int>();
        }

        for (int place = 0; place < lengths.Length; place++)
        {
            int length = lengths[place];
            int fit = packs ? length : steps + 1;
            while (fit <= steps && open[fit].Count == 0)
            {
                fit++;
            }

            int row = fit <= steps ? open[fit].Pop() : rows.Count;
            if (row == rows.Count)
            {
                rows.Add([]);
                fit = steps;
            }

            rows[row].Add(place);
            open[fit - length].Push(row);
        }

        Places = [.. rows.Select(row => row.ToArray())];
    }

    /// <summary>For each row, the places it holds, as positions among the lengths.</summary>
    public int[][] Places { get; }
}
