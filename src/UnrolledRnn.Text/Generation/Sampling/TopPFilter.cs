using System.Numerics.Tensors;

namespace UnrolledRnn.Text;

/// <summary>
/// Rules out all but the nucleus: the fewest of the likeliest tokens whose probabilities come to p; of equally likely ones, the first
/// stay. Nothing is sorted: a threshold is searched that enough probability reaches.
/// </summary>
public sealed class TopPFilter : ILogitsProcessor
{
    private float[] _probabilities = [];
    private float[] _undecided = [];

    /// <summary>Creates it.</summary>
    /// <param name="p">The probability that stays; above 0, and at most 1, where every token stays.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is no such number.</exception>
    public TopPFilter(float p)
    {
        if (!(p > 0 && p <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "Expected a number above 0 and at most 1.");
        }

        P = p;
    }

    /// <summary>The probability that stays.</summary>
    public float P { get; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The largest logit is NaN or infinite.</exception>
    public void Process(Span<float> logits)
    {
        _ = Logits.Largest(logits);
        if (P == 1)
        {
            return;
        }

        if (_probabilities.Length < logits.Length)
        {
            _probabilities = new float[logits.Length];
            _undecided = new float[logits.Length];
        }

        Span<float> probabilities = _probabilities.AsSpan(0, logits.Length);
        logits.CopyTo(probabilities);
        Softmax.Apply(probabilities);
        Process(logits, probabilities);
    }

    private void Process(Span<float> logits, ReadOnlySpan<float> probabilities)
    {
        // Tokens below this come to less than 1 - p all together. Without them, no number is so small that adding it is slow.
        float least = (1 - P) / (2f * probabilities.Length);
        int reached = Threshold.CountAtLeast(probabilities, least);
        int low = Threshold.KeyOf(least);
        (int high, int above, float mass) = (Threshold.KeyOf(TensorPrimitives.Max(probabilities)) + 1, 0, 0f);
        ReadOnlySpan<float> open = probabilities;
        (int taken, float takenMass) = (0, 0f);
        while (reached - above > 1 && high - low > 1)
        {
            int middle = Threshold.Middle(low, high);
            float sum = takenMass + Threshold.SumAtLeast(open, Threshold.ValueOf(middle), out int count);
            if (sum >= P)
            {
                (low, reached) = (middle, taken + count);
            }
            else
            {
                (high, above, mass) = (middle, taken + count, sum);
            }

            // Later passes go through no more than what is still undecided.
            if (reached - above < open.Length / 4)
            {
                open = Undecided(open, Threshold.ValueOf(low), Threshold.ValueOf(high));
                (taken, takenMass) = (above, mass);
            }
        }

        float threshold = Threshold.ValueOf(low);
        Threshold.RuleOutBelow(probabilities, threshold, logits);
        if (reached - above > 1)
        {
            KeepFirst(logits, probabilities, threshold, P - mass);
        }
    }

    /// <summary>The values from a low end up to a high one, which is not included.</summary>
    private ReadOnlySpan<float> Undecided(ReadOnlySpan<float> values, float low, float high)
    {
        int count = 0;
        foreach (float value in values)
        {
            if (value >= low && value < high)
            {
                _undecided[count++] = value;
            }
        }

        return _undecided.AsSpan(0, count);
    }

    /// <summary>Rules out tokens whose probability is the threshold, but for as many of the first ones as are wanted.</summary>
    private static void KeepFirst(Span<float> logits, ReadOnlySpan<float> probabilities, float threshold, float wanted)
    {
        for (int i = 0; i < logits.Length; i++)
        {
            if (probabilities[i] == threshold)
            {
                logits[i] = wanted > 0 ? logits[i] : float.NegativeInfinity;
                wanted -= threshold;
            }
        }
    }
}
