namespace UnrolledRnn.Training;

/// <summary>One learning rate for all steps.</summary>
public sealed class ConstantSchedule : ISchedule
{
    private readonly float _rate;

    /// <summary>Plans a run.</summary>
    /// <param name="rate">The learning rate; finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is another number.</exception>
    public ConstantSchedule(float rate)
    {
        _rate = Hyperparameter.AtLeastZero(rate, nameof(rate));
    }

    /// <inheritdoc/>
    public float At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        return _rate;
    }
}
