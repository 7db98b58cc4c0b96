namespace UnrolledRnn.Training;

/// <summary>A learning rate that is multiplied every n steps, as PyTorch's StepLR: rate · gamma^floor(step / n).</summary>
public sealed class StepSchedule : ISchedule
{
    private readonly float _rate;
    private readonly long _every;
    private readonly float _gamma;

    /// <summary>Plans a run.</summary>
    /// <param name="rate">The first learning rate; finite, at least 0.</param>
    /// <param name="every">n; at least 1.</param>
    /// <param name="gamma">What the rate is multiplied by; above 0, at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public StepSchedule(float rate, long every, float gamma = 0.1f)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(every);
        _rate = Hyperparameter.AtLeastZero(rate, nameof(rate));
        _every = every;
        _gamma = Hyperparameter.Part(gamma, nameof(gamma));
    }

    /// <inheritdoc/>
    public float At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        return (float)(_rate * Math.Pow(_gamma, step / _every));
    }
}
