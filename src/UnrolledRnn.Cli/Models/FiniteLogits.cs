using System.Numerics.Tensors;
using UnrolledRnn.Serialization;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Models;

/// <summary>Lets a sampler choose only where the model has given numbers to choose from.</summary>
/// <param name="sampler">Chooses.</param>
/// <param name="path">The model's file, for the message.</param>
internal sealed class FiniteLogits(ITokenSampler sampler, string path) : ITokenSampler
{
    /// <inheritdoc/>
    /// <exception cref="ModelFormatException">A logit is NaN or too large.</exception>
    public int Sample(Span<float> logits)
    {
        // Minus infinity rules a token out; TensorPrimitives.Max hands a NaN on.
        float max = TensorPrimitives.Max<float>(logits);
        return float.IsFinite(max)
            ? sampler.Sample(logits)
            : throw new ModelFormatException(
                path, "its parameters are so large that the outputs are no longer numbers; the model is of no use.");
    }

    /// <inheritdoc/>
    public void Accept(int token) => sampler.Accept(token);

    /// <inheritdoc/>
    public void Reset() => sampler.Reset();
}
