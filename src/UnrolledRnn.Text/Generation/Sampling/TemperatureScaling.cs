using System.Numerics.Tensors;

namespace UnrolledRnn.Text;

/// <summary>Divides logits by a temperature, the largest of them becoming 0.</summary>
public sealed class TemperatureScaling : ILogitsProcessor
{
    /// <summary>Creates it.</summary>
    /// <param name="temperature">Below 1 sharpens the probabilities, above 1 flattens them; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not a finite number above 0.</exception>
    public TemperatureScaling(float temperature)
    {
        if (!(temperature > 0) || !float.IsFinite(temperature))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "Expected a finite number above 0.");
        }

        Temperature = temperature;
    }

    /// <summary>What the logits are divided by.</summary>
    public float Temperature { get; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The largest logit is NaN or infinite.</exception>
    public void Process(Span<float> logits)
    {
        // The largest logit becomes 0 before the division, which then cannot overflow to +infinity.
        TensorPrimitives.Subtract(logits, Logits.Largest(logits), logits);
        TensorPrimitives.Divide(logits, Temperature, logits);
    }
}
