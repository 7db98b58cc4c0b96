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
        for (int i = 0; i < targets.Length; i++)
        {
            loss += RowLoss(logits, gradients, targets, i, classes, ignoredTarget, scale);
        }

        return loss / Math.Max(counted, 1);
    }

    /// <summary>The same with threads that divide the rows: to the same bits.</summary>
    /// <param name="logits">N rows of classes.</param>
    /// <param name="targets">[N]</param>
    /// <param name="gradients">As many as logits, overwritten.</param>
    /// <param name="ignoredTarget">The target of rows that do not count.</param>
    /// <param name="losses">[N], overwritten.</param>
    /// <param name="workers">The threads; null for the calling one alone.</param>
    internal static double Compute(
        ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradients, int ignoredTarget, Span<double> losses,
        Workers? workers)
    {
        int classes = ClassTargets.CountClasses(logits.Length, targets, ignoredTarget, nameof(logits));
        int counted = Math.Max(targets.Length - targets.Count(ignoredTarget), 1);
        var rows = new Rows
        {
            Logits = logits,
            Gradients = gradients,
            Targets = targets,
            Losses = losses,
            Classes = classes,
            IgnoredTarget = ignoredTarget,
            Scale = 1f / counted,
        };
        Workers.Run(MatrixProduct.WorthIt(workers, targets.Length, classes, ClassLoss.OperationsOfSoftmax), ref rows, targets.Length);
        double loss = 0;
        foreach (double value in losses[..targets.Length])
        {
            loss += value;
        }

        return loss / counted;
    }

    private static double RowLoss(
        ReadOnlySpan<float> logits, Span<float> gradients, ReadOnlySpan<int> targets, int row, int classes, int ignoredTarget,
        float scale)
    {
        Span<float> target = gradients.Slice(row * classes, classes);
        if (targets[row] == ignoredTarget)
        {
            target.Clear();
            return 0;
        }

        logits.Slice(row * classes, classes).CopyTo(target);
        return RowLoss(target, targets[row], scale);
    }

    private ref struct Rows : IRowWork
    {
        public ReadOnlySpan<float> Logits;
        public Span<float> Gradients;
        public ReadOnlySpan<int> Targets;
        public Span<double> Losses;
        public int Classes;
        public int IgnoredTarget;
        public float Scale;

        public readonly void Run(int start, int end)
        {
            for (int row = start; row < end; row++)
            {
                Losses[row] = RowLoss(Logits, Gradients, Targets, row, Classes, IgnoredTarget, Scale);
            }
        }
    }

    /// <summary>The mean of -ln softmax(logits)[target] over the rows that have a target.</summary>
    /// <param name="logits">[N, classes], where N is the number of targets; overwritten as scratch memory.</param>
    /// <param name="targets">[N] classes.</param>
    /// <param name="ignoredTarget">The target of rows to leave out.</param>
    /// <returns>The loss in nats; 0 where no row counts.</returns>
    /// <inheritdoc cref="Compute(ReadOnlySpan{float}, ReadOnlySpan{int}, Span{float}, int)" path="/exception"/>
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
