using System.Globalization;
using UnrolledRnn.Cli.Training;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Cli.Logs;

/// <summary>
/// A CSV file: a line for each epoch, and where it is wished for steps, in the invariant culture and written at once. The log of a run that
/// goes on keeps the lines of before it, but those that were written behind the checkpoint.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="stepInterval">Steps from one line to the next; 0 for none.</param>
/// <param name="goesOn">Whether the file of an earlier run is gone on with.</param>
internal sealed class CsvLog(string path, int stepInterval, bool goesOn) : ITrainingLog
{
    /// <summary>The first line.</summary>
    public const string Headings =
        "epoch,step,loss,validation_loss,bits_per_token,perplexity,metric,tokens_per_second,peak_percent,"
        + "learning_rate,gradient_norm,skipped_steps";

    private StreamWriter? _file;

    /// <inheritdoc/>
    public void Add(TrainingProgress step)
    {
        Open(step.Step, isEpoch: false);
        if (stepInterval > 0 && step.Step % stepInterval == 0)
        {
            Write([step.Epoch, step.Step, step.StepLoss, null, null, null, null, null, null, step.LearningRate, step.GradientNorm, null]);
        }
    }

    /// <inheritdoc/>
    public void Add(EpochRow epoch)
    {
        Open(epoch.Step, isEpoch: true);
        Write(
        [
            epoch.Epoch, epoch.Step, epoch.Loss, epoch.ValidationLoss,
            IfText(epoch, epoch.Bits), IfText(epoch, epoch.Perplexity), epoch.MetricName is null ? null : epoch.Metric,
            Math.Round(epoch.TokensPerSecond, 1),
            epoch.PeakShare is double share ? Math.Round(share * 100, 2) : null, epoch.LearningRate, epoch.GradientNorm, epoch.SkippedSteps,
        ]);
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private static double? IfText(EpochRow epoch, double value) => epoch.MetricName is null ? value : null;

    private void Write(object?[] values)
    {
        _file!.WriteLine(string.Join(',', values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))));
        _file.Flush();
    }

    /// <summary>Opens the file at the first thing that is told: what the run tells again is taken out.</summary>
    private void Open(long step, bool isEpoch)
    {
        if (_file is not null)
        {
            return;
        }

        IEnumerable<string> kept = goesOn && File.Exists(path)
            ? File.ReadAllLines(path).Skip(1).Where(line => IsBefore(line, step, isEpoch))
            : [];
        string text = string.Concat(kept.Prepend(Headings).Select(line => $"{line}\n"));
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
        _file = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read)) { NewLine = "\n" };
    }

    private static bool IsBefore(string line, long step, bool isEpoch)
    {
        // A killed run may have left half a line.
        string[] cells = line.Split(',');
        if (cells.Length != Headings.Count(letter => letter == ',') + 1
            || !long.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out long other))
        {
            return false;
        }

        bool isOtherEpoch = cells[^1].Length > 0;
        return other < step || (other == step && isEpoch && !isOtherEpoch);
    }
}
