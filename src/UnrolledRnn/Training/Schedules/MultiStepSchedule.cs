namespace UnrolledRnn.Training;

/// <summary>
/// A learning rate that is multiplied at given steps, as PyTorch's MultiStepLR: rate · gamma^(milestones at or before the step).
/// </summary>
public sealed class MultiStepSchedule : ISchedule
{
    private readonly float _rate;
    private readonly long[] _milestones;
    private readonly float _gamma;

    /// <summary>Plans a run.</summary>
    /// <param name="rate">The first learning rate; finite, at least 0.</param>
    /// <param name="milestones">The steps from which on the rate is smaller; each at least 0. A step given twice counts twice.</param>
    /// <param name="gamma">What the rate is multiplied by; above 0, at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public MultiStepSchedule(float rate, ReadOnlySpan<long> milestones, float gamma = 0.1f)
    {
        foreach (long milestone in milestones)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(milestone, nameof(milestones));
        }

        _rate = Hyperparameter.AtLeastZero(rate, nameof(rate));
        _milestones = milestones.ToArray();
        _gamma = Hyperparameter.Part(gamma, nameof(gamma));
    }

    /// <inheritdoc/>
    public float At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        int passed = 0;
        foreach (long milestone in _milestones)
        {
            passed += milestone <= step ? 1 : 0;
        }

        return (float)(_rate * Math.Pow(_gamma, passed));
    }
}
