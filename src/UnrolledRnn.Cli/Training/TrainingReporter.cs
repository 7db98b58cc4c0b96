namespace UnrolledRnn.Cli.Training;

/// <summary>Who hears how training goes.</summary>
/// <param name="Step">Called after each step.</param>
/// <param name="Epoch">Called after each epoch, behind its validation.</param>
internal sealed record TrainingReporter(Action<TrainingProgress> Step, Action<EpochRow>? Epoch = null);
