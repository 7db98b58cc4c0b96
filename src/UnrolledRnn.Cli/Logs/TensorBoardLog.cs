using System.Globalization;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Logs;

/// <summary>
/// Scalars for TensorBoard: a file for each session, in one folder for a run. A session that goes on says with which step it begins, so
/// that what was written behind the checkpoint is not shown twice.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="stepInterval">Steps from one event to the next; 0 for none.</param>
internal sealed class TensorBoardLog(string folder, int stepInterval) : ITrainingLog
{
    private FileStream? _file;

    /// <inheritdoc/>
    public void Add(TrainingProgress step)
    {
        Open(step.Step);
        if (stepInterval > 0 && step.Step % stepInterval == 0)
        {
            Write(TensorBoardRecords.Scalars(Now(), step.Step, Finite(
            [
                ("step/loss", step.StepLoss), ("step/learning_rate", step.LearningRate), ("step/gradient_norm", step.GradientNorm),
            ])));
        }
    }

    /// <inheritdoc/>
    public void Add(EpochRow epoch)
    {
        Open(epoch.Step);
        Write(TensorBoardRecords.Scalars(Now(), epoch.Step, Finite(
        [
            ("loss/training", epoch.Loss), ("loss/validation", epoch.ValidationLoss), ("bits_per_token", IfText(epoch, epoch.Bits)),
            ("perplexity", IfText(epoch, epoch.Perplexity)), (epoch.MetricName ?? "metric", epoch.Metric),
            ("speed/tokens_per_second", epoch.TokensPerSecond),
            ("speed/peak_percent", epoch.PeakShare * 100 ?? double.NaN), ("learning_rate", epoch.LearningRate),
            ("gradient_norm", epoch.GradientNorm),
        ])));
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private static IEnumerable<(string Tag, double Value)> Finite((string Tag, double Value)[] scalars) =>
        scalars.Where(scalar => double.IsFinite(scalar.Value));

    private static double IfText(EpochRow epoch, double value) => epoch.MetricName is null ? value : double.NaN;

    private static double Now() => (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalSeconds;

    private void Open(long step)
    {
        if (_file is not null)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        double now = Now();
        string name = string.Create(
            CultureInfo.InvariantCulture, $"events.out.tfevents.{(long)now:D10}.{Environment.MachineName}.{Environment.ProcessId}.0");
        for (int i = 1; File.Exists(Path.Combine(folder, name)); i++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{name[..name.LastIndexOf('.')]}.{i}");
        }

        _file = new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        Write(TensorBoardRecords.Version(now));
        Write(TensorBoardRecords.Session(now, step));
    }

    private void Write(byte[] record)
    {
        _file!.Write(record);
        _file.Flush();
    }
}
