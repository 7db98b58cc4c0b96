namespace UnrolledRnn.Training;

/// <summary>
/// A learning rate that is multiplied by a factor where a validation loss has not improved for some checks, as PyTorch's ReduceLROnPlateau.
/// </summary>
/// <example>
/// <code>
/// plateau.Observe(validationLoss);   // at the end of each epoch
/// optimizer.LearningRate = plateau.Rate;
/// </code>
/// </example>
public sealed class ReduceOnPlateau : ISchedule, ICheckpointed
{
    /// <summary>The smallest change that is made, PyTorch's eps.</summary>
    private const double SmallestChange = 1e-8;

    private readonly float _factor;
    private readonly int _patience;
    private readonly float _threshold;
    private readonly bool _isThresholdRelative;
    private readonly int _cooldown;
    private readonly float _minRate;
    private double _rate;
    private double _best = double.PositiveInfinity;
    private long _badChecks;
    private long _coolingChecks;

    /// <summary>Begins a run.</summary>
    /// <param name="rate">The first learning rate; finite, at least 0.</param>
    /// <param name="factor">What the rate is multiplied by; from 0 to below 1.</param>
    /// <param name="patience">Checks without improvement that are borne; the next one lowers the rate; at least 0.</param>
    /// <param name="threshold">How much less than the best a loss must be to be better; finite, at least 0.</param>
    /// <param name="isThresholdRelative">
    /// Whether a loss must be less than best · (1 - threshold), PyTorch's "rel"; else less than best - threshold, "abs".
    /// </param>
    /// <param name="cooldown">Checks after each reduction that do not count as bad; at least 0.</param>
    /// <param name="minRate">The rate below which it does not go; finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public ReduceOnPlateau(
        float rate,
        float factor = 0.1f,
        int patience = 10,
        float threshold = 1e-4f,
        bool isThresholdRelative = true,
        int cooldown = 0,
        float minRate = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        ArgumentOutOfRangeException.ThrowIfNegative(cooldown);
        _rate = Hyperparameter.AtLeastZero(rate, nameof(rate));
        _factor = Hyperparameter.Fraction(factor, nameof(factor));
        _patience = patience;
        _threshold = Hyperparameter.AtLeastZero(threshold, nameof(threshold));
        _isThresholdRelative = isThresholdRelative;
        _cooldown = cooldown;
        _minRate = Hyperparameter.AtLeastZero(minRate, nameof(minRate));
    }

    /// <summary>The learning rate now.</summary>
    public float Rate => (float)_rate;

    /// <summary>The lowest loss so far; infinite before the first.</summary>
    public double Best => _best;

    /// <inheritdoc/>
    public string Kind => nameof(ReduceOnPlateau);

    /// <summary>The learning rate now, whatever the step, so that a <see cref="WarmUpSchedule"/> can be put around it.</summary>
    /// <inheritdoc/>
    public float At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        return Rate;
    }

    /// <summary>Notes a validation loss.</summary>
    /// <param name="validationLoss">The loss; NaN is no improvement.</param>
    /// <returns>Whether the rate has become smaller.</returns>
    public bool Observe(double validationLoss)
    {
        if (validationLoss < (_isThresholdRelative ? _best * (1 - (double)_threshold) : _best - _threshold))
        {
            _best = validationLoss;
            _badChecks = 0;
        }
        else
        {
            _badChecks++;
        }

        if (_coolingChecks > 0)
        {
            _coolingChecks--;
            _badChecks = 0;
        }

        if (_badChecks <= _patience)
        {
            return false;
        }

        _coolingChecks = _cooldown;
        _badChecks = 0;
        double reduced = Math.Max(_rate * _factor, _minRate);
        bool isSmaller = _rate - reduced > SmallestChange;
        _rate = isSmaller ? reduced : _rate;
        return isSmaller;
    }

    /// <inheritdoc/>
    public void VisitState(IStateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Setting("factor", _factor);
        visitor.Setting("patience", _patience);
        visitor.Setting("threshold", _threshold);
        visitor.Setting("threshold_is_relative", _isThresholdRelative ? 1 : 0);
        visitor.Setting("cooldown", _cooldown);
        visitor.Setting("min_lr", _minRate);
        visitor.Number("lr", ref _rate, least: 0, most: float.MaxValue);
        visitor.Number("best", ref _best);
        visitor.Count("num_bad_epochs", ref _badChecks);
        visitor.Count("cooldown_counter", ref _coolingChecks);
    }
}
