using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Logs;

/// <summary>Several logs of one run.</summary>
internal sealed class TrainingLogs(IReadOnlyList<ITrainingLog> logs) : ITrainingLog
{
    /// <summary>Whom to report to, so that both a display and the logs hear of it.</summary>
    public TrainingReporter Beside(TrainingReporter display) => new(
        step =>
        {
            Add(step);
            display.Step(step);
        },
        epoch =>
        {
            Add(epoch);
            display.Epoch?.Invoke(epoch);
        });

    /// <inheritdoc/>
    public void Add(TrainingProgress step)
    {
        foreach (ITrainingLog log in logs)
        {
            log.Add(step);
        }
    }

    /// <inheritdoc/>
    public void Add(EpochRow epoch)
    {
        foreach (ITrainingLog log in logs)
        {
            log.Add(epoch);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ITrainingLog log in logs)
        {
            log.Dispose();
        }
    }
}
