namespace UnrolledRnn.Training;

/// <summary>The mean absolute error, Σ |prediction - target| / N, as PyTorch's L1Loss; where both are equal, the gradient is 0.</summary>
public sealed class L1Loss : ILoss
{
    /// <inheritdoc/>
    public double Compute(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradients) =>
        ElementLoss.Mean(default(AbsoluteError), predictions, targets, gradients);

    /// <inheritdoc/>
    public double Compute(
        ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, Span<float> gradients) =>
        ElementLoss.WeightedMean(default(AbsoluteError), predictions, targets, weights, gradients);
}
