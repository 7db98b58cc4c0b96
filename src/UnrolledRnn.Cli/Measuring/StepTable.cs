using System.Globalization;
using UnrolledRnn.Cli.Display;

namespace UnrolledRnn.Cli.Measuring;

/// <summary>Rows of figures as a table, on the terminal or in a file.</summary>
/// <param name="rows">The rows.</param>
/// <param name="onnx">What a step takes in ONNX Runtime, by the name of the network; empty where that is not there.</param>
internal sealed class StepTable(IReadOnlyList<StepRow> rows, IReadOnlyDictionary<string, double> onnx)
{
    /// <summary>The columns.</summary>
    public IReadOnlyList<TableColumn> Columns =>
    [
        new("network"), new("vectors"), new("step, ns", IsNumber: true), new("cycles", IsNumber: true),
        new("worst place of a state", IsNumber: true), new("in a pass, ns", IsNumber: true), new("bytes", IsNumber: true),
        .. (TableColumn[])(onnx.Count == 0 ? [] : [new("ONNX Runtime, ns", IsNumber: true)]),
    ];

    /// <summary>The cells.</summary>
    public IReadOnlyList<string[]> Rows => [.. rows.Select(Cells)];

    /// <summary>The table in Markdown.</summary>
    public IEnumerable<string> Markdown =>
    [
        Line(Columns.Select(column => column.Heading)),
        Line(Columns.Select(column => column.IsNumber ? "---:" : "---")),
        .. Rows.Select(Line),
    ];

    private string[] Cells(StepRow row)
    {
        string peer = onnx.TryGetValue(row.Network.Name, out double time) ? $"{Text(time)} ({Text(time / row.Times.Best)}×)" : "";
        return
        [
            row.Network.Name, $"{row.Bits} bits", Text(row.Times.Best), Text(row.Cycles),
            string.Create(CultureInfo.InvariantCulture, $"{row.Times.WorstPlace:0.00}×"), Text(row.Times.Forward),
            Text(row.Times.AllocatedBytes), .. (string[])(onnx.Count == 0 ? [] : [peer]),
        ];
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string Text(double number) =>
        number.ToString(number is 0 or >= 100 ? "0" : "0.0", CultureInfo.InvariantCulture);
}
