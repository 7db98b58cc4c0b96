using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>
/// The cross-entropy of softmax probabilities with target tokens, from logits. The outputs of a network that is declared with
/// <see cref="LayerActivation.Softmax"/> are probabilities already: declare <see cref="LayerActivation.Identity"/> to train it so.
/// </summary>
public static class SoftmaxCrossEntropy
{
    /// <summary>The target that stands for "no target here", as in PyTorch.</summary>
    public const int IgnoredTarget = -100;

    /// <summary>The mean of -ln softmax(logits)[target] over the rows that have a target, and its gradient.</summary>
    /// <param name="logits">[N, classes], where N is the number of targets.</param>
    /// <param name="targets">[N] classes; rows with <paramref name="ignoredTarget"/> count neither in the loss nor in the gradient.</param>
    /// <param name="gradients">[N, classes], overwritten: (softmax(logits) - one-hot(target)) / rows that count.</param>
    /// <param name="ignoredTarget">The target of rows to leave out.</param>
    /// <returns>The loss in nats; 0 where no row counts.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not a class.</exception>
    public static double Compute(
        ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradients, int ignoredTarget = IgnoredTarget)
    {
        int classes = ClassTargets.CountClasses(logits.Length, targets, ignoredTarget, nameof(logits));
        Throw.IfLengthDiffers(gradients.Length, logits.Length, nameof(gradients));
        int counted = targets.Length - targets.Count(ignoredTarget);

        double loss = 0;
        float scale = 1f / Math.Max(counted, 1);
        logits.CopyTo(gradients);
        for (int i = 0; i < targets.Length; i++)
        {
            Span<float> row = gradients.Slice(i * classes, classes);
            if (targets[i] == ignoredTarget)
            {
                row.Clear();
                continue;
            }

            loss += RowLoss(row, targets[i], scale);
        }

        return loss / Math.Max(counted, 1);
    }

    /// <summary>The mean of -ln softmax(logits)[target] over the rows that have a target.</summary>
    /// <param name="logits">[N, classes], where N is the number of targets; overwritten as scratch memory.</param>
    /// <param name="targets">[N] classes.</param>
    /// <param name="ignoredTarget">The target of rows to leave out.</param>
    /// <returns>The loss in nats; 0 where no row counts.</returns>
    /// <inheritdoc cref="Compute" path="/exception"/>
    public static double ComputeInPlace(Span<float> logits, ReadOnlySpan<int> targets, int ignoredTarget = IgnoredTarget)
    {
        int classes = ClassTargets.CountClasses(logits.Length, targets, ignoredTarget, nameof(logits));
        int counted = targets.Length - targets.Count(ignoredTarget);

        double loss = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            if (targets[i] != ignoredTarget)
            {
                loss += RowLoss(logits.Slice(i * classes, classes), targets[i], out _);
            }
        }

        return loss / Math.Max(counted, 1);
    }

    /// <summary>The loss of a row, whose logits give way to their gradients, times a scale; or to exponentials where that is 0.</summary>
    internal static double RowLoss(Span<float> row, int target, float scale)
    {
        double loss = RowLoss(row, target, out float sum);
        if (scale != 0)
        {
            Softmax.Normalise(row, sum / scale);
            row[target] -= scale;
        }

        return loss;
    }

    /// <summary>ln Σ_j e^(a_j - max) - (a_target - max); leaves the exponentials in the row.</summary>
    private static double RowLoss(Span<float> row, int target, out float sum)
    {
        float targetLogit = row[target];
        float max = System.Numerics.Tensors.TensorPrimitives.Max<float>(row);
        sum = Softmax.Exponentials(row);
        return Math.Log(sum) - ((double)targetLogit - max);
    }
}
