using System.Globalization;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Display;

/// <summary>The columns of the table of epochs, whose rows come one by one and so have widths of their own.</summary>
internal static class EpochTable
{
    private static readonly (string Heading, int Width)[] s_columns =
    [
        ("epoch", 9), ("loss", 7), ("held out", 8), ("bits/char", 9), ("perplexity", 10), ("char/s", 10), ("of peak", 7), ("rate", 9), ("gradient", 8),
    ];

    /// <summary>The headings.</summary>
    public static string Headings { get; } = Line([.. s_columns.Select(column => column.Heading)]);

    /// <summary>A row.</summary>
    public static string Row(EpochRow row)
    {
        string line = Line(
        [
            Text($"{row.Epoch}/{row.Epochs}"),
            Text($"{row.Loss:F4}"),
            Text($"{row.ValidationLoss:F4}"),
            Text($"{row.Bits:F3}"),
            Text($"{row.Perplexity:G5}"),
            Text($"{row.TokensPerSecond:N0}"),
            row.PeakShare is double share ? Text($"{share:P1}") : "",
            Text($"{row.LearningRate:G4}"),
            Text($"{row.GradientNorm:G4}"),
        ]);
        return row.SkippedSteps == 0 ? line : Text($"{line}  {row.SkippedSteps} steps left out: no numbers");
    }

    private static string Line(string[] cells) =>
        string.Join("  ", cells.Select((cell, i) => cell.PadLeft(s_columns[i].Width))).TrimEnd();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
