using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>Checks and sums of what losses and metrics are given.</summary>
internal static class LossWeights
{
    /// <summary>Throws unless there is a target and a gradient for each prediction.</summary>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public static void CheckLengths(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradients)
    {
        Throw.IfLengthDiffers(targets.Length, predictions.Length, nameof(targets));
        Throw.IfLengthDiffers(gradients.Length, predictions.Length, nameof(gradients));
    }

    /// <summary>The number of values of each position.</summary>
    /// <param name="count">Values of all positions.</param>
    /// <param name="weights">A weight for each position.</param>
    /// <exception cref="ArgumentException">The values do not divide into that many positions.</exception>
    public static int PositionSize(int count, ReadOnlySpan<float> weights)
    {
        if (weights.IsEmpty ? count != 0 : count == 0 || count % weights.Length != 0)
        {
            throw new ArgumentException(
                $"Expected one weight for each position, a divisor of {count} values, got {weights.Length}.", nameof(weights));
        }

        return weights.IsEmpty ? 0 : count / weights.Length;
    }

    /// <summary>Σ weights[i].</summary>
    /// <param name="weights">Finite, at least 0.</param>
    /// <param name="parameterName">The name of the parameter that they came by.</param>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public static double Sum(ReadOnlySpan<float> weights, string parameterName = "weights")
    {
        double sum = 0;
        foreach (float weight in weights)
        {
            sum += Hyperparameter.AtLeastZero(weight, parameterName);
        }

        return sum;
    }
}
