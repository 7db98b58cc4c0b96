namespace UnrolledRnn.Training;

/// <summary>
/// Another schedule whose first rates are smaller, rising linearly, as PyTorch's LinearLR chained with it:
/// rate(step) · (start + (1 - start) · min(step / steps, 1)).
/// </summary>
public sealed class WarmUpSchedule : ISchedule
{
    private readonly ISchedule _schedule;
    private readonly long _steps;
    private readonly float _startFactor;

    /// <summary>Plans a run.</summary>
    /// <param name="schedule">The schedule to begin gently; its own steps are counted from 0 as well.</param>
    /// <param name="steps">The step from which on its rates are those of the schedule; at least 1.</param>
    /// <param name="startFactor">The factor at step 0; above 0, at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public WarmUpSchedule(ISchedule schedule, long steps, float startFactor = 0.01f)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        _schedule = schedule;
        _steps = steps;
        _startFactor = Hyperparameter.Part(startFactor, nameof(startFactor));
    }

    /// <inheritdoc/>
    public float At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        double done = Math.Min((double)step / _steps, 1);
        return (float)(_schedule.At(step) * (_startFactor + ((1.0 - _startFactor) * done)));
    }
}
