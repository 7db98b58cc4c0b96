namespace UnrolledRnn.Training;

/// <summary>The mean absolute error, Σ |prediction - target| / N, over all chunks added; summed in double, in their order.</summary>
public sealed class MaeMetric : IValueMetric
{
    private ErrorSum<AbsoluteError> _sum;

    /// <inheritdoc/>
    public string Name => "MAE";

    /// <summary>The mean; NaN before a value has counted.</summary>
    public double Value => _sum.Mean;

    /// <summary>Adds a chunk.</summary>
    /// <param name="predictions">N values.</param>
    /// <param name="targets">N values.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Add(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets) => _sum.Add(predictions, targets);

    /// <summary>Adds a chunk whose positions have weights; those of weight 0 do not count, whatever they hold.</summary>
    /// <param name="predictions">N values, the same number for each position.</param>
    /// <param name="targets">N values.</param>
    /// <param name="weights">A weight for each position, [T, B] or [B]; finite, at least 0.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite; nothing is added.</exception>
    public void Add(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights) =>
        _sum.Add(predictions, targets, weights);

    /// <summary>Forgets what was added.</summary>
    public void Reset() => _sum = default;
}
