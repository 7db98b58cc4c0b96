namespace UnrolledRnn.Training;

/// <summary>A learning rate that is multiplied at each step, as PyTorch's ExponentialLR: rate · gamma^step.</summary>
public sealed class ExponentialSchedule : ISchedule
{
    private readonly float _rate;
    private readonly double _gamma;

    /// <summary>Plans a run.</summary>
    /// <param name="rate">The first learning rate; finite, at least 0.</param>
    /// <param name="gamma">What the rate is multiplied by; above 0, at most 1. In double precision, as it may be close to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public ExponentialSchedule(float rate, double gamma)
    {
        _rate = Hyperparameter.AtLeastZero(rate, nameof(rate));
        _gamma = gamma is > 0 and <= 1
            ? gamma : throw new ArgumentOutOfRangeException(nameof(gamma), gamma, $"Expected a number above 0 and at most 1, got {gamma}.");
    }

    /// <inheritdoc/>
    public float At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        return (float)(_rate * Math.Pow(_gamma, step));
    }
}
