using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>What training on classes and on tokens have in common: the cross-entropy of the outputs, which must be logits.</summary>
internal static class ClassTargets
{
    /// <summary>Throws unless the network gives logits and the targets are classes, before a pass moves the states.</summary>
    /// <param name="targets">[T, B] or [B].</param>
    /// <param name="batchSize">B.</param>
    /// <param name="loss">The loss, or null for the plain cross-entropy.</param>
    /// <exception cref="ArgumentException">The span has another length, or a target is no class.</exception>
    /// <exception cref="InvalidOperationException">The network does not give logits, or the loss has weights of other classes.</exception>
    public static void Check<TNetwork>(ReadOnlySpan<int> targets, int batchSize, CrossEntropyLoss? loss)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        CheckLogits<TNetwork>(loss);
        NetworkShape shape = TNetwork.Shape;
        int ignored = loss?.IgnoredTarget ?? SoftmaxCrossEntropy.IgnoredTarget;
        Throw.IfLengthDiffers(targets.Length, (long)shape.OutputSteps * batchSize, nameof(targets));
        ThrowIfNoClass(targets, shape.OutputSize, ignored);
    }

    /// <summary>Throws unless the network gives logits of as many classes as the loss has weights.</summary>
    /// <exception cref="InvalidOperationException">It does not.</exception>
    public static void CheckLogits<TNetwork>(CrossEntropyLoss? loss)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        NetworkShape shape = TNetwork.Shape;
        if (shape.OutputActivation != LayerActivation.Identity)
        {
            throw new InvalidOperationException(
                $"The cross-entropy takes logits, but {typeof(TNetwork).Name} applies {shape.OutputActivation} to its outputs; " +
                "declare LayerActivation.Identity.");
        }

        loss?.ThrowIfNotOf(shape.OutputSize);
    }

    /// <summary>The number of classes, of which there is a row of values for each target.</summary>
    /// <param name="values">Values in all rows.</param>
    /// <param name="targets">[N] classes, or the ignored target.</param>
    /// <param name="ignored">The target of rows that do not count.</param>
    /// <param name="valuesName">The name of the values.</param>
    /// <exception cref="ArgumentException">The values do not divide into that many rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is no class.</exception>
    public static int CountClasses(int values, ReadOnlySpan<int> targets, int ignored, string valuesName)
    {
        if (targets.IsEmpty || values == 0 || values % targets.Length != 0)
        {
            throw new ArgumentException(
                $"Expected one row of {valuesName} for each of {targets.Length} targets, got {values} {valuesName}.", valuesName);
        }

        int classes = values / targets.Length;
        ThrowIfNoClass(targets, classes, ignored);
        return classes;
    }

    private static void ThrowIfNoClass(ReadOnlySpan<int> targets, int classes, int ignored)
    {
        foreach (int target in targets)
        {
            if (target != ignored)
            {
                Throw.IfTokenOutOfRange(target, classes, nameof(targets));
            }
        }
    }

    /// <summary>The loss of the outputs of the last pass, whose gradient becomes the trainer's.</summary>
    public static double Loss<TNetwork>(Trainer<TNetwork> trainer, ReadOnlySpan<int> targets, CrossEntropyLoss? loss)
        where TNetwork : class, ISequenceNetwork<TNetwork> =>
        loss is null or { IsPlain: true }
            ? SoftmaxCrossEntropy.Compute(
                trainer.Outputs, targets, trainer.OutputGradients, loss?.IgnoredTarget ?? SoftmaxCrossEntropy.IgnoredTarget,
                trainer.RowLosses, trainer.Tape.Workers)
            : loss.Compute(trainer.Outputs, targets, trainer.OutputGradients);
}
