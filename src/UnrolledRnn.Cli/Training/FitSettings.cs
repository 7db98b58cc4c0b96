using UnrolledRnn.Training;

namespace UnrolledRnn.Cli.Training;

/// <summary>The options of the command line as those of a run.</summary>
internal static class FitSettings
{
    private static readonly TimeSpan s_checkpointInterval = TimeSpan.FromMinutes(1);

    /// <summary>What is the same for all data.</summary>
    /// <param name="options">The options.</param>
    /// <param name="batches">Batches of an epoch.</param>
    public static FitOptions Of(TrainingOptions options, int batches) => new()
    {
        Epochs = options.Epochs,
        Seed = options.Seed,
        Schedule = Optimization.Schedule(options, (long)options.Epochs * batches),
        Patience = options.Patience,
        CheckpointPath = options.CheckpointPath,
        CheckpointSteps = options.CheckpointSteps,
        CheckpointInterval = options.CheckpointPath is null ? null : s_checkpointInterval,
        Resume = options.Resume,
    };
}
