using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>
/// The cross-entropy of softmax probabilities with target classes, from logits, as PyTorch's CrossEntropyLoss: the mean over the rows
/// that have a target y of (1 - s) w[y] (-ln p[y]) + s / K Σ_k w[k] (-ln p[k]), weighted so that it is divided by Σ w[y]. Without label
/// smoothing s and class weights w it is <see cref="SoftmaxCrossEntropy"/>.
/// </summary>
public sealed class CrossEntropyLoss
{
    private readonly float[] _classWeights;
    private readonly double _weightSum;

    /// <summary>Creates the loss.</summary>
    /// <param name="labelSmoothing">s, the part of each target that is spread over all classes; from 0 to below 1.</param>
    /// <param name="classWeights">w, a weight for each class, finite and at least 0; or empty for weights of 1.</param>
    /// <param name="ignoredTarget">The target of rows to leave out, such as padding.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public CrossEntropyLoss(
        float labelSmoothing = 0, ReadOnlySpan<float> classWeights = default, int ignoredTarget = SoftmaxCrossEntropy.IgnoredTarget)
    {
        LabelSmoothing = Hyperparameter.Fraction(labelSmoothing, nameof(labelSmoothing));
        _weightSum = LossWeights.Sum(classWeights, nameof(classWeights));
        _classWeights = classWeights.ToArray();
        IgnoredTarget = ignoredTarget;
    }

    /// <summary>s, the part of each target that is spread over all classes.</summary>
    public float LabelSmoothing { get; }

    /// <summary>w, a weight for each class; empty for weights of 1.</summary>
    public ReadOnlySpan<float> ClassWeights => _classWeights;

    /// <summary>The target of rows to leave out.</summary>
    public int IgnoredTarget { get; }

    internal bool IsPlain => LabelSmoothing == 0 && _classWeights.Length == 0;

    /// <summary>The loss and its gradient.</summary>
    /// <param name="logits">[N, classes], where N is the number of targets.</param>
    /// <param name="targets">[N] classes; rows with the ignored target count neither in the loss nor in the gradient.</param>
    /// <param name="gradients">[N, classes], overwritten.</param>
    /// <returns>The loss in nats; 0 where no row counts, or only rows whose class has a weight of 0.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or the class weights.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not a class.</exception>
    public double Compute(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradients)
    {
        Throw.IfLengthDiffers(gradients.Length, logits.Length, nameof(gradients));
        double total = Total(logits.Length, targets, out int classes);
        if (IsPlain)
        {
            return SoftmaxCrossEntropy.Compute(logits, targets, gradients, IgnoredTarget);
        }

        if (total == 0)
        {
            gradients.Clear();
            return 0;
        }

        double loss = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            Span<float> row = gradients.Slice(i * classes, classes);
            if (targets[i] == IgnoredTarget)
            {
                row.Clear();
                continue;
            }

            ReadOnlySpan<float> rowLogits = logits.Slice(i * classes, classes);
            double logSum = LogarithmOf.SumOf(rowLogits);
            loss += RowLoss(rowLogits, logSum, targets[i]);
            Differentiate(rowLogits, logSum, targets[i], total, row);
        }

        return loss / total;
    }

    /// <summary>The loss alone, in double.</summary>
    /// <inheritdoc cref="Compute(ReadOnlySpan{float}, ReadOnlySpan{int}, Span{float})"/>
    public double Compute(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets)
    {
        double total = Total(logits.Length, targets, out int classes);
        double loss = 0;
        for (int i = 0; i < targets.Length && total != 0; i++)
        {
            if (targets[i] != IgnoredTarget)
            {
                ReadOnlySpan<float> row = logits.Slice(i * classes, classes);
                loss += RowLoss(row, LogarithmOf.SumOf(row), targets[i]);
            }
        }

        return total == 0 ? 0 : loss / total;
    }

    /// <summary>Throws unless the loss has as many weights as there are classes, or none.</summary>
    /// <exception cref="InvalidOperationException">It has another number.</exception>
    internal void ThrowIfNotOf(int classes)
    {
        if (_classWeights.Length != 0 && _classWeights.Length != classes)
        {
            throw new InvalidOperationException(
                $"Expected a loss with a weight for each of {classes} classes, got {_classWeights.Length} weights.");
        }
    }

    /// <summary>Σ w[y] over the rows that count.</summary>
    private double Total(int logits, ReadOnlySpan<int> targets, out int classes)
    {
        classes = ClassTargets.CountClasses(logits, targets, IgnoredTarget, nameof(logits));
        if (_classWeights.Length != 0)
        {
            Throw.IfLengthDiffers(logits, (long)targets.Length * _classWeights.Length, nameof(logits));
        }

        double total = 0;
        foreach (int target in targets)
        {
            total += target == IgnoredTarget ? 0 : WeightOf(target);
        }

        return total;
    }

    private double RowLoss(ReadOnlySpan<float> logits, double logSum, int target)
    {
        double loss = (1 - (double)LabelSmoothing) * WeightOf(target) * (logSum - logits[target]);
        if (LabelSmoothing != 0)
        {
            double all = 0;
            for (int k = 0; k < logits.Length; k++)
            {
                double weight = WeightOf(k);
                all += weight == 0 ? 0 : weight * (logSum - logits[k]);
            }

            loss += LabelSmoothing * all / logits.Length;
        }

        return loss;
    }

    /// <summary>((1 - s) w[y] (p[k] - [k = y]) + s / K (p[k] Σ w - w[k])) / total, for each class k.</summary>
    private void Differentiate(ReadOnlySpan<float> logits, double logSum, int target, double total, Span<float> gradients)
    {
        double own = (1 - (double)LabelSmoothing) * WeightOf(target) / total;
        double spread = LabelSmoothing / (logits.Length * total);
        double factor = own + (spread * (_classWeights.Length == 0 ? logits.Length : _weightSum));
        for (int k = 0; k < logits.Length; k++)
        {
            double gradient = (factor * Math.Exp(logits[k] - logSum)) - (spread * WeightOf(k));
            gradients[k] = (float)(k == target ? gradient - own : gradient);
        }
    }

    private double WeightOf(int target) => _classWeights.Length == 0 ? 1 : _classWeights[target];
}
