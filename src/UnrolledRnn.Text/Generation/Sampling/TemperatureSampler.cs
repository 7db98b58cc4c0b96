using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Text;

/// <summary>Draws a token with probability softmax(logits / temperature), from a seeded generator.</summary>
public sealed class TemperatureSampler : ITokenSampler
{
    private readonly TemperatureScaling _scaling;
    private SeededRandom _random;

    /// <summary>Creates a sampler.</summary>
    /// <param name="temperature">Below 1 sharpens the probabilities, above 1 flattens them; above 0.</param>
    /// <param name="seed">The same seed draws the same tokens.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not a finite number above 0.</exception>
    public TemperatureSampler(float temperature = 1, long seed = 0)
    {
        _scaling = new TemperatureScaling(temperature);
        _random = new SeededRandom(seed);
    }

    /// <summary>What the logits are divided by.</summary>
    public float Temperature => _scaling.Temperature;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The largest logit is NaN or infinite.</exception>
    public int Sample(Span<float> logits)
    {
        _scaling.Process(logits);
        Softmax.Apply(logits);
        return Logits.Draw(logits, _random.NextDouble());
    }

    /// <summary>Goes on as if tokens had been drawn.</summary>
    internal void Skip(long tokens)
    {
        for (; tokens > 0; tokens--)
        {
            _random.NextBits();
        }
    }
}
