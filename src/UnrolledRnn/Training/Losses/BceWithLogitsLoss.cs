namespace UnrolledRnn.Training;

/// <summary>
/// The binary cross-entropy of sigmoid(logit) with a target y from 0 to 1, as PyTorch's BCEWithLogitsLoss: the mean of
/// -(p y ln σ(x) + (1 - y) ln(1 - σ(x))), computed so that logits of any size have a finite loss.
/// </summary>
public sealed class BceWithLogitsLoss : ILoss
{
    private readonly CrossEntropy _crossEntropy;

    /// <summary>Creates the loss.</summary>
    /// <param name="positiveWeight">
    /// p, PyTorch's pos_weight: how much more a positive counts than a negative, such as the number of negatives for each positive; finite,
    /// above 0.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="positiveWeight"/> is out of its range.</exception>
    public BceWithLogitsLoss(float positiveWeight = 1)
    {
        PositiveWeight = Hyperparameter.AboveZero(positiveWeight, nameof(positiveWeight));
        _crossEntropy = new CrossEntropy(positiveWeight);
    }

    /// <summary>p, how much more a positive counts than a negative.</summary>
    public float PositiveWeight { get; }

    /// <inheritdoc/>
    public bool TakesLogits => true;

    /// <summary>The loss and its gradient.</summary>
    /// <param name="predictions">N logits.</param>
    /// <param name="targets">N values from 0 to 1.</param>
    /// <param name="gradients">N values, overwritten: (1 - y - (1 + (p - 1) y) σ(-x)) / N.</param>
    /// <returns>The loss in nats; 0 for no values.</returns>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is below 0 or above 1.</exception>
    public double Compute(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradients) =>
        ElementLoss.Mean(_crossEntropy, predictions, targets, gradients);

    /// <inheritdoc/>
    public double Compute(
        ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, Span<float> gradients) =>
        ElementLoss.WeightedMean(_crossEntropy, predictions, targets, weights, gradients);

    private static ArgumentOutOfRangeException NoTarget(double target, string parameterName) =>
        new(parameterName, target, $"Expected targets from 0 to 1, got {target}.");

    private readonly struct CrossEntropy(double positiveWeight) : IElementLoss
    {
        public double Of(double prediction, double target, out double slope)
        {
            if (target is < 0 or > 1)
            {
                throw NoTarget(target, "targets");
            }

            // -ln σ(x) = ln(1 + e^-|x|) + max(-x, 0), and -ln(1 - σ(x)) = x - ln σ(x)
            double small = Math.Exp(-Math.Abs(prediction));
            double factor = 1 + ((positiveWeight - 1) * target);
            double complement = (prediction > 0 ? small : 1) / (1 + small);
            slope = 1 - target - (factor * complement);
            return ((1 - target) * prediction) + (factor * (LogarithmOf.OnePlus(small) + Math.Max(-prediction, 0)));
        }
    }
}
