using System.Globalization;
using UnrolledRnn.Cli.Display;

namespace UnrolledRnn.Cli.Measuring;

/// <summary>Rows of figures as a table, on the terminal or in a file.</summary>
/// <param name="rows">The rows.</param>
/// <param name="onnx">What a step takes in ONNX Runtime, by the name of the network; empty where that is not there.</param>
internal sealed class StepTable(IReadOnlyList<StepRow> rows, IReadOnlyDictionary<string, double> onnx)
{
    private readonly int[] _widths = [.. rows.Select(row => row.Machine.Bits).Distinct()];

    /// <summary>The columns: the widths side by side.</summary>
    public IReadOnlyList<TableColumn> Columns =>
    [
        new("network"),
        .. _widths.SelectMany(bits => (TableColumn[])[new($"{bits} bits: step, ns", IsNumber: true), new("in a pass, ns", IsNumber: true)]),
        new("cycles", IsNumber: true), new("worst place", IsNumber: true), new("bytes", IsNumber: true),
        .. (TableColumn[])(onnx.Count == 0 ? [] : [new("ONNX Runtime, ns", IsNumber: true)]),
    ];

    /// <summary>The cells, a row for each network.</summary>
    public IReadOnlyList<string[]> Rows => [.. rows.GroupBy(row => row.Network).Select(Cells)];

    /// <summary>The table in Markdown.</summary>
    public IEnumerable<string> Markdown =>
    [
        Line(Columns.Select(column => column.Heading)),
        Line(Columns.Select(column => column.IsNumber ? "---:" : "---")),
        .. Rows.Select(Line),
    ];

    /// <summary>Cycles are those of the first width; the worst place of a state and the bytes allocated are those of all.</summary>
    private string[] Cells(IGrouping<MeasuredNetwork, StepRow> network)
    {
        StepRow[] own = [.. network];
        double best = own.Min(row => row.Times.Best);
        string peer = onnx.TryGetValue(network.Key.Name, out double time) ? $"{Text(time)} ({Text(time / best)}×)" : "";
        return
        [
            network.Key.Name,
            .. own.SelectMany(row => (string[])[Text(row.Times.Best), Text(row.Times.Forward)]),
            Text(own[0].Cycles),
            string.Create(CultureInfo.InvariantCulture, $"{own.Max(row => row.Times.WorstPlace):0.00}×"),
            Text(own.Sum(row => row.Times.AllocatedBytes)),
            .. (string[])(onnx.Count == 0 ? [] : [peer]),
        ];
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string Text(double number) =>
        number.ToString(number is 0 or >= 100 ? "0" : "0.0", CultureInfo.InvariantCulture);
}
