using System.Globalization;
using UnrolledRnn.Benchmarks.Reports;

namespace UnrolledRnn.Benchmarks.Latency;

/// <summary>The rows as a Markdown table, and what its columns mean.</summary>
internal static class LatencyTable
{
    private static readonly (string Title, Func<LatencyRow, string> Cell)[] s_columns =
    [
        ("network", row => row.Network),
        ("multiply-adds", row => Number(row.MultiplyAdds)),
        ("Step ns", row => Number(row.Step.Nanoseconds)),
        ("Step cycles", row => Number(row.Step.Cycles)),
        ("Forward ns", row => Number(row.Sequence.Nanoseconds)),
        ("Forward cycles", row => Number(row.Sequence.Cycles)),
        ("multiply-adds a cycle", row => $"{Number(row.MultiplyAdds / row.Step.Cycles)} / {Number(row.MultiplyAdds / row.Sequence.Cycles)}"),
        ("bytes allocated", row => Number(row.AllocatedBytes)),
        ("limit", row => Number(row.LimitCycles)),
        ("bar", row => row.BarCycles is double bar ? Number(bar) : "-"),
        ("Step / bar", row => row.BarCycles is double bar ? Ratio(row.Step.Cycles / bar) : "-"),
        ("Forward / bar", row => row.BarCycles is double bar ? Ratio(row.Sequence.Cycles / bar) : "-"),
        ("ONNX step ns", row => Peer(row.OnnxStep, row.Step, row.Bars.StepTimesOnnx)),
        ("ONNX sequence ns", row => Peer(row.OnnxSequence, row.Sequence, row.Bars.SequenceTimesOnnx)),
        ("TensorPrimitives ns", row => Peer(row.TensorPrimitives, row.Step)),
        ("plain loop ns", row => Peer(row.PlainLoop, row.Step)),
    ];

    public static void Write(IReadOnlyList<LatencyRow> rows, TextWriter output)
    {
        var table = new MarkdownTable([.. s_columns.Select(column => column.Title)]);
        foreach (LatencyRow row in rows)
        {
            table.AddRow([.. s_columns.Select(column => column.Cell(row))]);
        }

        table.Write(output);
        output.WriteLine("""

            Times are medians per stream and step: of single calls of Step (StepMany where there are several streams), and of a
            Forward of 64 steps. limit: the cycles of the multiply-adds at the FMA peak, or of reading the weights at the best rate
            measured for that many bytes, whichever is longer. In brackets: how many times as fast UnrolledRnn is, Forward against
            the ONNX sequence model and Step against all others, and the bar for it where one is set. ONNX Runtime: one thread,
            values allocated and bound once, state in and out.
            """);
    }

    private static string Peer(double nanoseconds, PathTime own, double? bar = null)
    {
        string wanted = bar is double factor ? $", bar {Number(factor)}×" : "";
        return $"{Number(nanoseconds)} ({Number(nanoseconds / own.Nanoseconds)}×{wanted})";
    }

    private static string Ratio(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Number(double value) =>
        value.ToString(value is < 100 and not 0 && value != Math.Floor(value) ? "0.0" : "0", CultureInfo.InvariantCulture);
}
