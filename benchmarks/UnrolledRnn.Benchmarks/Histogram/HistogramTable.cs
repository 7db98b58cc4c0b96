using System.Globalization;
using UnrolledRnn.Benchmarks.Reports;

namespace UnrolledRnn.Benchmarks.Histogram;

/// <summary>The distribution of step times as a Markdown table.</summary>
internal static class HistogramTable
{
    public static void Write(IReadOnlyList<(string Name, StepTimes Times)> runs, TextWriter output)
    {
        var table = new MarkdownTable(
            $"a step of {StepTimes.NetworkName}", "steps", "median ns", "p99 ns", "p99.9 ns", "max ns", "of it the clock ns",
            "bytes allocated", "collections");
        foreach ((string name, StepTimes times) in runs)
        {
            table.AddRow([name, .. ((double[])
            [
                times.Count,
                times.Nanoseconds(0.5),
                times.Nanoseconds(0.99),
                times.Nanoseconds(0.999),
                times.Nanoseconds(1),
                times.ClockNanoseconds,
                times.AllocatedBytes,
                times.Collections,
            ]).Select(value => value.ToString("0", CultureInfo.InvariantCulture))]);
        }

        table.Write(output);
        output.WriteLine("""

            Every time contains one reading of the clock. On one processor, a busy collector also takes turns with the steps.
            """);
    }
}
