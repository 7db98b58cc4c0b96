namespace UnrolledRnn.Training;

/// <summary>
/// A learning rate that rises linearly over the first steps and then falls along half a cosine to a fiftieth of its
/// peak (Loshchilov and Hutter, 2017).
/// </summary>
public sealed class CosineSchedule
{
    private const double WarmUpFraction = 0.02;
    private const double FinalFraction = 0.02;

    private readonly float _peak;
    private readonly long _steps;

    /// <summary>Plans a run.</summary>
    /// <param name="peak">The highest learning rate; finite, at least 0.</param>
    /// <param name="steps">Steps of the whole run; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public CosineSchedule(float peak, long steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        _peak = Hyperparameter.AtLeastZero(peak, nameof(peak));
        _steps = steps;
    }

    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">From 0; behind the end of the run, the last rate holds.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    public float At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        double done = Math.Min((step + 1.0) / _steps, 1);
        double warmUp = Math.Min(1, done / WarmUpFraction);
        double cosine = FinalFraction + ((1 - FinalFraction) * 0.5 * (1 + Math.Cos(Math.PI * done)));
        return (float)(_peak * warmUp * cosine);
    }
}
