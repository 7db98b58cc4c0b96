using System.Numerics.Tensors;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Text;

/// <summary>What samplers and scores ask of logits and of probabilities.</summary>
internal static class Logits
{
    private const int Block = 256;

    /// <summary>The largest logit.</summary>
    /// <exception cref="InvalidOperationException">It is NaN or infinite: no token is likelier than another.</exception>
    public static float Largest(ReadOnlySpan<float> logits)
    {
        float largest = TensorPrimitives.Max(logits);
        return float.IsFinite(largest)
            ? largest
            : throw new InvalidOperationException($"Expected the largest logit to be finite, got {largest}; the model has diverged.");
    }

    /// <summary>Copies the logits of the vocabulary, without what is never generated behind a token.</summary>
    /// <param name="logits">One for each output of the network.</param>
    /// <param name="last">The token before.</param>
    /// <param name="tokenizer">Says what makes no sense behind it; null where nobody knows.</param>
    /// <param name="selectable">One for each token of the vocabulary, overwritten.</param>
    public static void CopySelectable(ReadOnlySpan<float> logits, int last, VocabularyTokenizer? tokenizer, Span<float> selectable)
    {
        logits[..selectable.Length].CopyTo(selectable);
        selectable[Vocabulary.Unknown] = float.NegativeInfinity;
        selectable[Vocabulary.BeginOfText] = float.NegativeInfinity;
        tokenizer?.RuleOut(last, selectable);
    }

    /// <summary>log Σ_j e^logits[j]: what the log-probability of a token is below its logit.</summary>
    /// <param name="logits">One for each token.</param>
    /// <param name="scratch">As many values, overwritten with the probabilities.</param>
    /// <exception cref="InvalidOperationException">The largest logit is NaN or infinite.</exception>
    public static double LogSumExp(ReadOnlySpan<float> logits, Span<float> scratch)
    {
        float largest = Largest(logits);
        logits.CopyTo(scratch);
        Softmax.Apply(scratch);

        // The largest has e^0 over the sum of all; the probability of a smaller one may be too small for a float.
        return largest - Math.Log(scratch[TensorPrimitives.IndexOfMax(logits)]);
    }

    /// <summary>The token in whose part of [0, 1) a number lies.</summary>
    /// <param name="probabilities">They add up to 1, to rounding; one of them at least is above 0.</param>
    /// <param name="place">The number.</param>
    public static int Draw(ReadOnlySpan<float> probabilities, double place)
    {
        int from = 0;
        for (; from + Block < probabilities.Length; from += Block)
        {
            float mass = FixedOrderSum.Sum(probabilities.Slice(from, Block));
            if (place < mass)
            {
                break;
            }

            place -= mass;
        }

        for (int i = from; i < probabilities.Length; i++)
        {
            place -= probabilities[i];
            if (place < 0 && probabilities[i] > 0)
            {
                return i;
            }
        }

        // Rounding has left a little behind the last one.
        return probabilities.LastIndexOfAnyExcept(0f);
    }
}
