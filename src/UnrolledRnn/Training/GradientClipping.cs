using System.Numerics.Tensors;
using UnrolledRnn.Numerics;

namespace UnrolledRnn.Training;

/// <summary>Keeps gradients that grow through time from throwing the parameters far away.</summary>
public static class GradientClipping
{
    /// <summary>Scales all gradients by one factor, so that their Euclidean norm is at most <paramref name="maxNorm"/>.</summary>
    /// <param name="gradients">All gradients of a network.</param>
    /// <param name="maxNorm">The largest norm to keep; above 0.</param>
    /// <returns>The norm before; where it is NaN or infinite, the gradients are left as they are.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> is not above 0.</exception>
    public static float ByGlobalNorm(Span<float> gradients, float maxNorm)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNorm);
        float norm = (float)Math.Sqrt(FixedOrderSum.SumOfSquares(gradients));
        if (norm > maxNorm && float.IsFinite(norm))
        {
            TensorPrimitives.Multiply(gradients, maxNorm / norm, gradients);
        }

        return norm;
    }
}
