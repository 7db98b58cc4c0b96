namespace UnrolledRnn.Training;

/// <summary>The mean squared error, Σ (prediction - target)² / N, over all chunks added; summed in double, in their order.</summary>
public sealed class MseMetric : IValueMetric
{
    private ErrorSum<SquaredError> _sum;

    /// <inheritdoc/>
    public string Name => "MSE";

    /// <summary>The mean; NaN before a value has counted.</summary>
    public double Value => _sum.Mean;

    /// <summary>The square root of the mean, RMSE; NaN before a value has counted.</summary>
    public double Root => Math.Sqrt(_sum.Mean);

    /// <inheritdoc cref="MaeMetric.Add(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    public void Add(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets) => _sum.Add(predictions, targets);

    /// <inheritdoc cref="MaeMetric.Add(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    public void Add(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights) =>
        _sum.Add(predictions, targets, weights);

    /// <summary>Forgets what was added.</summary>
    public void Reset() => _sum = default;
}
