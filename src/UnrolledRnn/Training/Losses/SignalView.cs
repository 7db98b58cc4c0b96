namespace UnrolledRnn.Training;

/// <summary>
/// One signal among those of a time-major batch: a value of the output of one sequence, step by step. A step of weight 0 is silent:
/// prediction and target are taken to be 0.
/// </summary>
internal readonly ref struct SignalView
{
    private readonly ReadOnlySpan<float> _predictions;
    private readonly ReadOnlySpan<float> _targets;
    private readonly ReadOnlySpan<float> _weights;
    private readonly int _signal;
    private readonly int _sequence;
    private readonly int _signals;
    private readonly int _sequences;

    /// <summary>Picks a signal.</summary>
    /// <param name="predictions">[T, B, nOut]</param>
    /// <param name="targets">[T, B, nOut]</param>
    /// <param name="weights">[T, B], or empty for weights of 1.</param>
    /// <param name="signal">Which one, from 0 to B nOut - 1.</param>
    /// <param name="channels">nOut.</param>
    /// <param name="signals">B nOut.</param>
    public SignalView(
        ReadOnlySpan<float> predictions,
        ReadOnlySpan<float> targets,
        ReadOnlySpan<float> weights,
        int signal,
        int channels,
        int signals)
    {
        _predictions = predictions;
        _targets = targets;
        _weights = weights;
        _signal = signal;
        _sequence = signal / channels;
        _signals = signals;
        _sequences = signals / channels;
    }

    private int Length => _predictions.Length / _signals;

    /// <summary>Whether some step of a sequence has a weight above 0.</summary>
    public static bool HasWeight(ReadOnlySpan<float> weights, int sequence, int batchSize)
    {
        for (int i = sequence; i < weights.Length; i += batchSize)
        {
            if (weights[i] > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The sums over time.</summary>
    /// <param name="preEmphasis">a of x[t] - a x[t-1].</param>
    public SignalSums Sum(double preEmphasis)
    {
        SignalSums sums = default;
        double lastDifference = 0, lastTarget = 0;
        for (int step = 0; step < Length; step++)
        {
            double weight = WeightAt(step);
            double difference = DifferenceAt(step, weight);
            double target = weight == 0 ? 0 : _targets[(step * _signals) + _signal];
            double filteredDifference = difference - (preEmphasis * lastDifference);
            double filteredTarget = target - (preEmphasis * lastTarget);
            sums.Weight += weight;
            sums.FilteredError += weight * filteredDifference * filteredDifference;
            sums.FilteredEnergy += weight * filteredTarget * filteredTarget;
            sums.Difference += weight * difference;
            sums.Energy += weight * target * target;
            lastDifference = difference;
            lastTarget = target;
        }

        return sums;
    }

    /// <summary>
    /// Writes the gradient of (errorScale / 2) Σ w f(d)² + differenceScale Σ w d by the predictions of the signal. A prediction is in
    /// f(d) of its own step and, times -a, in that of the next.
    /// </summary>
    /// <param name="preEmphasis">a of x[t] - a x[t-1].</param>
    /// <param name="errorScale">Twice the factor of the filtered error.</param>
    /// <param name="differenceScale">The factor of the difference.</param>
    /// <param name="gradients">[T, B, nOut], of which this signal's are overwritten.</param>
    public void Differentiate(double preEmphasis, double errorScale, double differenceScale, Span<float> gradients)
    {
        double weight = WeightAt(0);
        double difference = DifferenceAt(0, weight);
        double filtered = weight * difference;
        for (int step = 0; step < Length; step++)
        {
            bool isLast = step + 1 == Length;
            double nextWeight = isLast ? 0 : WeightAt(step + 1);
            double nextDifference = isLast ? 0 : DifferenceAt(step + 1, nextWeight);
            double nextFiltered = nextWeight == 0 ? 0 : nextWeight * (nextDifference - (preEmphasis * difference));
            double gradient = (errorScale * (filtered - (preEmphasis * nextFiltered))) + (differenceScale * weight);
            gradients[(step * _signals) + _signal] = weight == 0 ? 0 : (float)gradient;
            (weight, difference, filtered) = (nextWeight, nextDifference, nextFiltered);
        }
    }

    private double WeightAt(int step) => _weights.IsEmpty ? 1 : _weights[(step * _sequences) + _sequence];

    private double DifferenceAt(int step, double weight)
    {
        int i = (step * _signals) + _signal;
        return weight == 0 ? 0 : (double)_predictions[i] - _targets[i];
    }
}
