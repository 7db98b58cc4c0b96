using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Logs;

/// <summary>Keeps the numbers of a run for other programs.</summary>
internal interface ITrainingLog : IDisposable
{
    /// <summary>Notes a step.</summary>
    void Add(TrainingProgress step);

    /// <summary>Notes an epoch.</summary>
    void Add(EpochRow epoch);
}
