using System.Numerics.Tensors;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>The mean of the squared differences between predictions and targets.</summary>
public static class MeanSquaredError
{
    /// <summary>Σ (prediction - target)² / N, and its gradient.</summary>
    /// <param name="predictions">N values.</param>
    /// <param name="targets">N values.</param>
    /// <param name="gradients">N values, overwritten: 2 (prediction - target) / N.</param>
    /// <returns>The loss; 0 for no values.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Compute(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradients)
    {
        Throw.IfLengthDiffers(targets.Length, predictions.Length, nameof(targets));
        Throw.IfLengthDiffers(gradients.Length, predictions.Length, nameof(gradients));
        if (predictions.IsEmpty)
        {
            return 0;
        }

        TensorPrimitives.Subtract(predictions, targets, gradients);
        double loss = FixedOrderSum.SumOfSquares(gradients) / predictions.Length;
        TensorPrimitives.Multiply(gradients, 2f / predictions.Length, gradients);
        return loss;
    }
}
