namespace UnrolledRnn.Training;

/// <summary>
/// The mean squared error, Σ (prediction - target)² / N, as PyTorch's MSELoss. It is computed in double; <see cref="MeanSquaredError"/>
/// is the same in float, several values at a time.
/// </summary>
public sealed class MseLoss : ILoss
{
    /// <inheritdoc/>
    public double Compute(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradients) =>
        ElementLoss.Mean(default(SquaredError), predictions, targets, gradients);

    /// <inheritdoc/>
    public double Compute(
        ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, Span<float> gradients) =>
        ElementLoss.WeightedMean(default(SquaredError), predictions, targets, weights, gradients);
}
