using System.Numerics.Tensors;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>Keeps gradients that grow through time from throwing the parameters far away.</summary>
public static class GradientClipping
{
    /// <summary>Scales all gradients by one factor, so that their Euclidean norm is at most <paramref name="maxNorm"/>.</summary>
    /// <param name="gradients">All gradients of a network.</param>
    /// <param name="maxNorm">The largest norm to keep; above 0, or infinity for no limit.</param>
    /// <returns>
    /// The norm before, which may be more than a float can hold; where a gradient is NaN or infinite, so is the norm, and the
    /// gradients are left as they are.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> is not above 0.</exception>
    public static double ByGlobalNorm(Span<float> gradients, float maxNorm)
    {
        Hyperparameter.Limit(maxNorm, nameof(maxNorm));
        double norm = Math.Sqrt(FixedOrderSum.SumOfSquares(gradients));
        if (norm > maxNorm && double.IsFinite(norm))
        {
            Scale(gradients, maxNorm / norm);
        }

        return norm;
    }

    private static void Scale(Span<float> gradients, double factor)
    {
        if ((float)factor >= SmallestNormal)
        {
            TensorPrimitives.Multiply(gradients, (float)factor, gradients);
            return;
        }

        // a float would hold too few digits of the factor
        for (int i = 0; i < gradients.Length; i++)
        {
            gradients[i] = (float)(gradients[i] * factor);
        }
    }

    private const float SmallestNormal = 1.17549435e-38f;
}
