namespace UnrolledRnn.Training;

/// <summary>
/// A learning rate that rises linearly over the first steps and then falls along half a cosine to a part of its
/// peak (Loshchilov and Hutter, 2017); a fiftieth of the steps and of the peak unless said otherwise.
/// </summary>
public sealed class CosineSchedule : ISchedule
{
    private const float UsualFraction = 0.02f;

    private readonly float _peak;
    private readonly long _steps;
    private readonly double _warmUpFraction;
    private readonly double _finalFraction;

    /// <summary>Plans a run that warms up in a fiftieth of its steps and ends at a fiftieth of its peak.</summary>
    /// <param name="peak">The highest learning rate; finite, at least 0.</param>
    /// <param name="steps">Steps of the whole run; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public CosineSchedule(float peak, long steps)
        : this(peak, steps, UsualFraction, UsualFraction)
    {
        // The double that is nearest to a fiftieth, not the float.
        _warmUpFraction = 0.02;
        _finalFraction = 0.02;
    }

    /// <summary>Plans a run.</summary>
    /// <param name="peak">The highest learning rate; finite, at least 0.</param>
    /// <param name="steps">Steps of the whole run; at least 1.</param>
    /// <param name="warmUpFraction">The part of the steps in which the rate rises, from 0, for no warm-up, to below 1.</param>
    /// <param name="finalFraction">The last rate as a part of the peak, from 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public CosineSchedule(float peak, long steps, float warmUpFraction, float finalFraction)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        _peak = Hyperparameter.AtLeastZero(peak, nameof(peak));
        _steps = steps;
        _warmUpFraction = Hyperparameter.Fraction(warmUpFraction, nameof(warmUpFraction));
        _finalFraction = Hyperparameter.Fraction(finalFraction, nameof(finalFraction));
    }

    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">From 0; behind the end of the run, the last rate holds.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    public float At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        double done = Math.Min((step + 1.0) / _steps, 1);
        double warmUp = Math.Min(1, done / _warmUpFraction);
        double cosine = _finalFraction + ((1 - _finalFraction) * 0.5 * (1 + Math.Cos(Math.PI * done)));
        return (float)(_peak * warmUp * cosine);
    }
}
