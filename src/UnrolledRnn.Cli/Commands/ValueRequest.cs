using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Commands;

/// <summary>Values that are to be foretold or computed.</summary>
/// <param name="Task">The values.</param>
/// <param name="Options">How to train.</param>
internal sealed record ValueRequest(ValueData Task, TrainingOptions Options) : RunRequest(Options);
