using System.Numerics.Tensors;

namespace UnrolledRnn.Text;

/// <summary>Always the most likely token; of equally likely ones, the first.</summary>
public sealed class GreedySampler : ITokenSampler
{
    /// <inheritdoc/>
    public int Sample(Span<float> logits) => TensorPrimitives.IndexOfMax<float>(logits);
}
