namespace UnrolledRnn.Text;

/// <summary>
/// Rules out all but the k likeliest tokens; of equally likely ones, the first stay. Nothing is sorted: a threshold is searched that k
/// logits reach.
/// </summary>
public sealed class TopKFilter : ILogitsProcessor
{
    /// <summary>Creates it.</summary>
    /// <param name="k">Tokens that stay; at least 1. Where there are no more, all do.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is below 1.</exception>
    public TopKFilter(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        K = k;
    }

    /// <summary>Tokens that stay.</summary>
    public int K { get; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The largest logit is NaN or infinite.</exception>
    public void Process(Span<float> logits)
    {
        float largest = Logits.Largest(logits);
        if (K >= logits.Length)
        {
            return;
        }

        // Always at least K logits reach the low end, and fewer than K the high one.
        (int low, int reached) = (Threshold.KeyOf(float.NegativeInfinity), logits.Length);
        (int high, int above) = (Threshold.KeyOf(largest) + 1, 0);
        while (reached > K && (long)high - low > 1)
        {
            int middle = Threshold.Middle(low, high);
            int count = Threshold.CountAtLeast(logits, Threshold.ValueOf(middle));
            if (count >= K)
            {
                (low, reached) = (middle, count);
            }
            else
            {
                (high, above) = (middle, count);
            }
        }

        float threshold = Threshold.ValueOf(low);
        Threshold.RuleOutBelow(logits, threshold, logits);
        if (reached > K)
        {
            KeepFirst(logits, threshold, K - above);
        }
    }

    /// <summary>Rules out logits that equal the threshold, but for the first ones.</summary>
    private static void KeepFirst(Span<float> logits, float threshold, int count)
    {
        foreach (ref float logit in logits)
        {
            if (logit == threshold && --count < 0)
            {
                logit = float.NegativeInfinity;
            }
        }
    }
}
