namespace UnrolledRnn.Training;

/// <summary>
/// Squared for small differences, linear for large ones, which outliers therefore pull less (Huber, 1964; PyTorch's HuberLoss): the mean
/// of d² / 2 where |d| ≤ δ, and of δ (|d| - δ / 2) elsewhere, for d = prediction - target.
/// </summary>
public sealed class HuberLoss : ILoss
{
    private readonly Huber _huber;

    /// <summary>Creates the loss.</summary>
    /// <param name="delta">δ, the difference from which on it is linear; finite, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is out of its range.</exception>
    public HuberLoss(float delta = 1)
    {
        Delta = Hyperparameter.AboveZero(delta, nameof(delta));
        _huber = new Huber(delta);
    }

    /// <summary>δ, the difference from which on the loss is linear.</summary>
    public float Delta { get; }

    /// <inheritdoc/>
    public double Compute(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradients) =>
        ElementLoss.Mean(_huber, predictions, targets, gradients);

    /// <inheritdoc/>
    public double Compute(
        ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, Span<float> gradients) =>
        ElementLoss.WeightedMean(_huber, predictions, targets, weights, gradients);

    private readonly struct Huber(double delta) : IElementLoss
    {
        public double Of(double prediction, double target, out double slope)
        {
            double difference = prediction - target;
            double magnitude = Math.Abs(difference);
            if (magnitude > delta)
            {
                slope = difference > 0 ? delta : -delta;
                return delta * (magnitude - (0.5 * delta));
            }

            slope = difference;
            return 0.5 * difference * difference;
        }
    }
}
