using System.Globalization;
using Spectre.Console;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Display;

/// <summary>A table that grows by a row an epoch, and below it a progress bar that moves; for terminals.</summary>
internal sealed class LiveTrainingDisplay(IAnsiConsole console) : ITrainingDisplay
{
    private static readonly TimeSpan s_refresh = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public bool Show(Func<TrainingReporter, bool> run) => console.Progress()
        .AutoClear(false)
        .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
        .Start(context =>
        {
            ProgressTask task = context.AddTask("starting", maxValue: 1);
            DateTime next = DateTime.MinValue;
            bool hasHeadings = false;
            return run(new TrainingReporter(
                progress =>
                {
                    DateTime now = DateTime.UtcNow;
                    if (now >= next || progress.Fraction >= 1)
                    {
                        next = now + s_refresh;
                        task.Value = progress.Fraction;
                        task.Description = Describe(progress);
                    }
                },
                row =>
                {
                    // What is written meanwhile goes above the bar.
                    if (!hasHeadings)
                    {
                        console.MarkupLineInterpolated($"[grey]{EpochTable.Headings(row)}[/]");
                        hasHeadings = true;
                    }

                    console.WriteLine(EpochTable.Row(row));
                }));
        });

    private static string Describe(TrainingProgress progress) =>
        string.Create(CultureInfo.InvariantCulture, $"[grey]epoch[/] {progress.Epoch}/{progress.Epochs}  [grey]loss[/] ")
        + $"{ProgressText.Loss(progress)}  {ProgressText.Speed(progress)}  {progress.TimeLeftText} [grey]left[/]";
}
