using System.Globalization;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Display;

/// <summary>The columns of the table of epochs, whose rows come one by one and so have widths of their own.</summary>
internal static class EpochTable
{
    private static readonly int[] s_textWidths = [9, 7, 8, 9, 10, 10, 7, 9, 8];
    private static readonly int[] s_valueWidths = [9, 10, 10, 10, 10, 7, 9, 8];

    /// <summary>The headings above a row.</summary>
    public static string Headings(EpochRow row) => row.MetricName is string metric
        ? Line(s_valueWidths, ["epoch", "loss", "held out", metric, "steps/s", "of peak", "rate", "gradient"])
        : Line(
            s_textWidths,
            [
                "epoch", "loss", "held out", $"bits/{row.Unit.Short}", "perplexity", $"{row.Unit.Short}/s", "of peak", "rate", "gradient",
            ]);

    /// <summary>A row.</summary>
    public static string Row(EpochRow row)
    {
        string epoch = Text($"{row.Epoch}/{row.Epochs}");
        string[] end =
        [
            Text($"{row.TokensPerSecond:N0}"),
            row.PeakShare is double share ? Text($"{share:P1}") : "",
            Text($"{row.LearningRate:G4}"),
            Text($"{row.GradientNorm:G4}"),
        ];
        string[] losses = row.MetricName is null
            ? [Text($"{row.Loss:F4}"), Text($"{row.ValidationLoss:F4}"), Text($"{row.Bits:F3}"), Text($"{row.Perplexity:G5}")]
            : [Text($"{row.Loss:G5}"), Text($"{row.ValidationLoss:G5}"), Text($"{row.Metric:G5}")];
        string line = Line(row.MetricName is null ? s_textWidths : s_valueWidths, [epoch, .. losses, .. end]);
        return row.SkippedSteps == 0 ? line : Text($"{line}  {row.SkippedSteps} steps left out: no numbers");
    }

    private static string Line(int[] widths, string[] cells) =>
        string.Join("  ", cells.Select((cell, i) => cell.PadLeft(widths[i]))).TrimEnd();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
