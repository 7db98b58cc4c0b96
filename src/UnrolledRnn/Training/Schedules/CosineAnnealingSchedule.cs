namespace UnrolledRnn.Training;

/// <summary>
/// A learning rate that falls along half a cosine, as PyTorch's CosineAnnealingLR: floor + (rate - floor) (1 + cos(π step / steps)) / 2.
/// </summary>
public sealed class CosineAnnealingSchedule : ISchedule
{
    private readonly float _rate;
    private readonly long _steps;
    private readonly float _floor;

    /// <summary>Plans a run.</summary>
    /// <param name="rate">The first learning rate; finite, at least 0.</param>
    /// <param name="steps">The step from which on the rate is the floor, T_max; at least 1.</param>
    /// <param name="floor">The last rate, eta_min; finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public CosineAnnealingSchedule(float rate, long steps, float floor = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        _rate = Hyperparameter.AtLeastZero(rate, nameof(rate));
        _steps = steps;
        _floor = Hyperparameter.AtLeastZero(floor, nameof(floor));
    }

    /// <inheritdoc/>
    public float At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        double done = Math.Min((double)step / _steps, 1);
        return (float)(_floor + (((double)_rate - _floor) * 0.5 * (1 + Math.Cos(Math.PI * done))));
    }
}
