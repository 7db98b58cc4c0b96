namespace UnrolledRnn.Training;

/// <summary>Means of losses of single values, in double and from the first value to the last.</summary>
internal static class ElementLoss
{
    /// <summary>Σ l(prediction, target) / N, and its gradient.</summary>
    /// <param name="loss">l.</param>
    /// <param name="predictions">N values.</param>
    /// <param name="targets">N values.</param>
    /// <param name="gradients">N values, overwritten.</param>
    /// <returns>The mean; 0 for no values.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Mean<TLoss>(
        TLoss loss, ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradients)
        where TLoss : struct, IElementLoss
    {
        LossWeights.CheckLengths(predictions, targets, gradients);
        double sum = 0;
        double scale = 1.0 / Math.Max(predictions.Length, 1);
        for (int i = 0; i < predictions.Length; i++)
        {
            sum += loss.Of(predictions[i], targets[i], out double slope);
            gradients[i] = (float)(slope * scale);
        }

        return sum * scale;
    }

    /// <summary>Σ w l(prediction, target) / Σ w, and its gradient; w is the weight of the value's position.</summary>
    /// <param name="loss">l.</param>
    /// <param name="predictions">N values, n for each position.</param>
    /// <param name="targets">N values.</param>
    /// <param name="weights">N / n weights.</param>
    /// <param name="gradients">N values, overwritten.</param>
    /// <returns>The weighted mean; 0 where every weight is 0.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public static double WeightedMean<TLoss>(
        TLoss loss,
        ReadOnlySpan<float> predictions,
        ReadOnlySpan<float> targets,
        ReadOnlySpan<float> weights,
        Span<float> gradients)
        where TLoss : struct, IElementLoss
    {
        LossWeights.CheckLengths(predictions, targets, gradients);
        int size = LossWeights.PositionSize(predictions.Length, weights);
        double total = LossWeights.Sum(weights) * size;
        double sum = 0;
        for (int position = 0; position < weights.Length; position++)
        {
            Range values = (position * size)..((position + 1) * size);
            double weight = weights[position];
            if (weight == 0)
            {
                gradients[values].Clear();
                continue;
            }

            for (int i = values.Start.Value; i < values.End.Value; i++)
            {
                sum += weight * loss.Of(predictions[i], targets[i], out double slope);
                gradients[i] = (float)(slope * weight / total);
            }
        }

        return total == 0 ? 0 : sum / total;
    }
}
