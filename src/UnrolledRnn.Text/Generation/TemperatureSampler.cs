using System.Numerics.Tensors;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Text;

/// <summary>Draws a token with probability softmax(logits / temperature), from a seeded generator.</summary>
public sealed class TemperatureSampler : ITokenSampler
{
    private SeededRandom _random;

    /// <summary>Creates a sampler.</summary>
    /// <param name="temperature">Below 1 sharpens the probabilities, above 1 flattens them; above 0.</param>
    /// <param name="seed">The same seed draws the same tokens.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not a finite number above 0.</exception>
    public TemperatureSampler(float temperature = 1, long seed = 0)
    {
        if (!(temperature > 0) || !float.IsFinite(temperature))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "Expected a finite number above 0.");
        }

        Temperature = temperature;
        _random = new SeededRandom(seed);
    }

    /// <summary>What the logits are divided by.</summary>
    public float Temperature { get; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The largest logit is NaN or infinite.</exception>
    public int Sample(Span<float> logits)
    {
        // The largest logit becomes 0 before the division, which then cannot overflow to +infinity.
        TensorPrimitives.Subtract(logits, Logits.Largest(logits), logits);
        TensorPrimitives.Divide(logits, Temperature, logits);
        Softmax.Apply(logits);
        double rest = _random.NextDouble();
        int last = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            if (logits[i] > 0)
            {
                rest -= logits[i];
                last = i;
                if (rest < 0)
                {
                    break;
                }
            }
        }

        return last;
    }
}
