namespace UnrolledRnn.Training;

/// <summary>The learning rate of each step of a run: <c>optimizer.LearningRate = schedule.At(step)</c>.</summary>
public interface ISchedule
{
    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">From 0; a step of whatever the rate changes with: an update, or an epoch.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    float At(long step);
}
