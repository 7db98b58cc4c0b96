using System.Numerics.Tensors;

namespace UnrolledRnn.Text;

/// <summary>Always the most likely token; of equally likely ones, the first.</summary>
public sealed class GreedySampler : ITokenSampler
{
    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The largest logit is NaN or infinite.</exception>
    public int Sample(Span<float> logits)
    {
        Logits.Largest(logits);
        return TensorPrimitives.IndexOfMax<float>(logits);
    }
}
