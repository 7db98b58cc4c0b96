using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
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

    /// <summary>Moves each gradient into -<paramref name="limit"/> … <paramref name="limit"/>, as PyTorch's clip_grad_value_.</summary>
    /// <param name="gradients">All gradients of a network.</param>
    /// <param name="limit">The largest magnitude to keep; above 0, or infinity for none.</param>
    /// <remarks>
    /// Gradients that are NaN or infinite are left as they are, where PyTorch limits infinite ones: they are errors, and a trainer that is
    /// to leave out their step must see them.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not above 0.</exception>
    public static void ByValue(Span<float> gradients, float limit)
    {
        Hyperparameter.Limit(limit, nameof(limit));
        ref float g = ref MemoryMarshal.GetReference(gradients);
        var most = new Vector<float>(limit);
        int i = 0;
        for (; i <= gradients.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> gradient = Vector.LoadUnsafe(ref g, (nuint)i);
            Vector<float> limited = Vector.ConditionalSelect(Vector.GreaterThan(gradient, most), most, gradient);
            limited = Vector.ConditionalSelect(Vector.LessThan(gradient, -most), -most, limited);
            Vector<int> isFinite = Vector.LessThanOrEqual(Vector.Abs(gradient), new Vector<float>(float.MaxValue));
            Vector.ConditionalSelect(isFinite, limited, gradient).StoreUnsafe(ref g, (nuint)i);
        }

        for (; i < gradients.Length; i++)
        {
            gradients[i] = float.IsFinite(gradients[i]) ? Math.Clamp(gradients[i], -limit, limit) : gradients[i];
        }
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
