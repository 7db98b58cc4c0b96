namespace UnrolledRnn.Training;

/// <summary>
/// A learning rate that rises along half a cosine to its peak and falls along another one to almost nothing (Smith and Topin, 2018), as
/// PyTorch's OneCycleLR with its cosine strategy and two phases.
/// </summary>
public sealed class OneCycleSchedule : ISchedule
{
    private readonly float _peak;
    private readonly double _first;
    private readonly double _last;
    private readonly double _peakStep;
    private readonly long _lastStep;

    /// <summary>Plans a run.</summary>
    /// <param name="peak">The highest learning rate, max_lr; finite, at least 0.</param>
    /// <param name="steps">Steps of the whole run; at least 1.</param>
    /// <param name="riseFraction">The part of the run in which the rate rises, pct_start; above 0, at most 1.</param>
    /// <param name="startDivisor">The first rate is the peak divided by this, div_factor; finite, above 0.</param>
    /// <param name="endDivisor">The last rate is the first one divided by this, final_div_factor; finite, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public OneCycleSchedule(float peak, long steps, float riseFraction = 0.3f, float startDivisor = 25, float endDivisor = 1e4f)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        _peak = Hyperparameter.AtLeastZero(peak, nameof(peak));
        _first = _peak / (double)Hyperparameter.AboveZero(startDivisor, nameof(startDivisor));
        _last = _first / Hyperparameter.AboveZero(endDivisor, nameof(endDivisor));
        _peakStep = (Hyperparameter.Part(riseFraction, nameof(riseFraction)) * (double)steps) - 1;
        _lastStep = steps - 1;
    }

    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">From 0; behind the end of the run, the last rate holds.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    public float At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (step >= _lastStep)
        {
            return (float)(_peakStep >= _lastStep ? _peak : _last);
        }

        // A run that is so short that it has no step before the peak begins behind it.
        return (float)(step <= _peakStep && _peakStep > 0
            ? Anneal(_first, _peak, step / _peakStep)
            : Anneal(_peak, _last, (step - _peakStep) / (_lastStep - _peakStep)));
    }

    private static double Anneal(double start, double end, double done) => end + ((start - end) / 2 * (1 + Math.Cos(Math.PI * done)));
}
