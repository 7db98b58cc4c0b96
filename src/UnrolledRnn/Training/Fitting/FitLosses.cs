namespace UnrolledRnn.Training;

/// <summary>Checks that a network gives what the loss of a run takes.</summary>
internal static class FitLosses
{
    /// <summary>Throws unless it does.</summary>
    /// <param name="options">The losses.</param>
    /// <param name="hasClasses">Whether targets are classes.</param>
    /// <exception cref="ArgumentException">The loss ignores another target than padding has.</exception>
    /// <exception cref="InvalidOperationException">The network gives no logits, or the loss has weights of other classes.</exception>
    public static void Check<TNetwork>(FitOptions options, bool hasClasses)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        if (!hasClasses)
        {
            Trainer<TNetwork>.CheckLoss(options.Loss ?? new MseLoss());
            return;
        }

        ClassTargets.CheckLogits<TNetwork>(options.ClassLoss);
        if (options.ClassLoss is { IgnoredTarget: not SoftmaxCrossEntropy.IgnoredTarget } loss)
        {
            throw new ArgumentException(
                $"Expected a loss that ignores target {SoftmaxCrossEntropy.IgnoredTarget}, which padding has, got {loss.IgnoredTarget}.",
                nameof(options));
        }
    }
}
