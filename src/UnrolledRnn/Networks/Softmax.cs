using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn;

/// <summary>Probabilities from logits.</summary>
public static class Softmax
{
    /// <summary>values[i] ← e^(values[i] - max) / Σ_j e^(values[j] - max), in place.</summary>
    /// <param name="values">One or more logits.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> is empty.</exception>
    public static void Apply(Span<float> values) => Normalise(values, Exponentials(values));

    /// <summary>gradients ← y ⊙ (gradients - Σ_j gradients[j] y[j]), for y = softmax a.</summary>
    /// <param name="results">y.</param>
    /// <param name="gradients">As many values as <paramref name="results"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Backward(ReadOnlySpan<float> results, Span<float> gradients)
    {
        Throw.IfLengthDiffers(gradients.Length, results.Length, nameof(gradients));
        float mean = 0;
        for (int i = 0; i < results.Length; i++)
        {
            mean += gradients[i] * results[i];
        }

        TensorPrimitives.Subtract(gradients, mean, gradients);
        TensorPrimitives.Multiply(gradients, results, gradients);
    }

    /// <summary>values[i] ← e^(values[i] - max), in place; returns their sum, which is at least 1.</summary>
    internal static float Exponentials(Span<float> values)
    {
        float max = TensorPrimitives.Max(values);
        TensorPrimitives.Subtract(values, max, values);
        Elementwise.Apply<ExpOf>(values);
        return FixedOrderSum.Sum(values);
    }

    /// <summary>Divides the exponentials by their sum.</summary>
    internal static void Normalise(Span<float> exponentials, float sum) =>
        TensorPrimitives.Divide(exponentials, sum, exponentials);

    private readonly struct ExpOf : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Invoke<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct =>
            ActivationMath<TSimd, TVector>.Exp(TSimd.Max(TSimd.Create(-ActivationMath<TSimd, TVector>.ExpRange), x));
    }
}
