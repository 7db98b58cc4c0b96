using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Display;

/// <summary>Shows a person how training goes.</summary>
internal interface ITrainingDisplay
{
    /// <summary>Runs something that reports its progress, and shows it.</summary>
    /// <param name="run">Takes whom to report to; returns whether it ran to its end.</param>
    bool Show(Func<TrainingReporter, bool> run);
}
