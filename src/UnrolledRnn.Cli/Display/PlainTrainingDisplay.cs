using System.Globalization;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Display;

/// <summary>A row for each epoch, and where epochs are long a line now and then, for logs and pipes.</summary>
internal sealed class PlainTrainingDisplay(TextWriter output) : ITrainingDisplay
{
    private const int Lines = 20;

    /// <inheritdoc/>
    public bool Show(Func<TrainingReporter, bool> run)
    {
        int shown = 0;
        bool hasHeadings = false;
        return run(new TrainingReporter(
            progress =>
            {
                if (progress.Fraction * Lines >= shown + 1)
                {
                    shown = (int)(progress.Fraction * Lines);
                    output.WriteLine(Describe(progress));
                }
            },
            row =>
            {
                if (!hasHeadings)
                {
                    output.WriteLine(EpochTable.Headings(row));
                    hasHeadings = true;
                }

                output.WriteLine(EpochTable.Row(row));
            }));
    }

    private static string Describe(TrainingProgress progress)
    {
        string heldOut = progress.HeldOutLoss is double loss ? $"  held out {loss.ToString("F3", CultureInfo.InvariantCulture)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{progress.Fraction,4:P0}  epoch {progress.Epoch}/{progress.Epochs}")
            + $"  loss {ProgressText.Loss(progress)}  {ProgressText.Speed(progress)}  {progress.TimeLeftText} left{heldOut}";
    }
}
