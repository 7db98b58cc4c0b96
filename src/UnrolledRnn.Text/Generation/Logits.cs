using System.Numerics.Tensors;

namespace UnrolledRnn.Text;

/// <summary>What every sampler asks of logits.</summary>
internal static class Logits
{
    /// <summary>The largest logit.</summary>
    /// <exception cref="InvalidOperationException">It is NaN or infinite: no token is likelier than another.</exception>
    public static float Largest(ReadOnlySpan<float> logits)
    {
        float largest = TensorPrimitives.Max(logits);
        return float.IsFinite(largest)
            ? largest
            : throw new InvalidOperationException($"Expected the largest logit to be finite, got {largest}; the model has diverged.");
    }
}
