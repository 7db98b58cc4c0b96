namespace UnrolledRnn.Training;

/// <summary>Training on tokens: the network predicts a token at each step, as logits over the vocabulary.</summary>
public static class TokenTraining
{
    /// <summary>
    /// Trains on one chunk with the softmax cross-entropy. Where the loss or a gradient is NaN or infinite, the parameters and the
    /// optimizer stay as they are.
    /// </summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="tokens">[T, B]</param>
    /// <param name="targets">
    /// [T, B], or [B] where only the last step has an output; <see cref="SoftmaxCrossEntropy.IgnoredTarget"/> for none.
    /// </param>
    /// <returns>The mean loss in nats per target before the parameters moved, and whether they did.</returns>
    /// <exception cref="ArgumentException">A span has another length, or a token is out of range.</exception>
    /// <exception cref="InvalidOperationException">The network does not give logits.</exception>
    public static TrainingResult Train<TNetwork>(this Trainer<TNetwork> trainer, ReadOnlySpan<int> tokens, ReadOnlySpan<int> targets)
        where TNetwork : class, ITokenSequenceNetwork<TNetwork>
    {
        Forward(trainer, tokens, targets, loss: null, isTraining: true);
        return trainer.UpdateFromClasses(targets, loss: null);
    }

    /// <summary>
    /// Trains on one chunk with a cross-entropy of smoothed or weighted targets. Where the loss or a gradient is NaN or infinite, the
    /// parameters and the optimizer stay as they are.
    /// </summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="tokens">[T, B]</param>
    /// <param name="targets">[T, B], or [B] where only the last step has an output; the loss's ignored target for none.</param>
    /// <param name="loss">The loss.</param>
    /// <returns>The mean loss in nats per target before the parameters moved, and whether they did.</returns>
    /// <exception cref="ArgumentException">A span has another length, or a token is out of range.</exception>
    /// <exception cref="InvalidOperationException">The network does not give logits, or the loss has weights of other classes.</exception>
    public static TrainingResult Train<TNetwork>(
        this Trainer<TNetwork> trainer, ReadOnlySpan<int> tokens, ReadOnlySpan<int> targets, CrossEntropyLoss loss)
        where TNetwork : class, ITokenSequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(loss);
        Forward(trainer, tokens, targets, loss, isTraining: true);
        return trainer.UpdateFromClasses(targets, loss);
    }

    /// <summary>The softmax cross-entropy on one chunk; the states move on, the parameters do not.</summary>
    /// <inheritdoc cref="Train{TNetwork}(Trainer{TNetwork}, ReadOnlySpan{int}, ReadOnlySpan{int})"/>
    /// <returns>The mean loss in nats per target.</returns>
    public static double Evaluate<TNetwork>(this Trainer<TNetwork> trainer, ReadOnlySpan<int> tokens, ReadOnlySpan<int> targets)
        where TNetwork : class, ITokenSequenceNetwork<TNetwork>
    {
        Forward(trainer, tokens, targets, loss: null, isTraining: false);
        return trainer.ClassLoss(targets, loss: null);
    }

    /// <summary>A cross-entropy on one chunk; the states move on, the parameters do not.</summary>
    /// <inheritdoc cref="Train{TNetwork}(Trainer{TNetwork}, ReadOnlySpan{int}, ReadOnlySpan{int}, CrossEntropyLoss)"/>
    /// <returns>The mean loss in nats per target.</returns>
    public static double Evaluate<TNetwork>(
        this Trainer<TNetwork> trainer, ReadOnlySpan<int> tokens, ReadOnlySpan<int> targets, CrossEntropyLoss loss)
        where TNetwork : class, ITokenSequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(loss);
        Forward(trainer, tokens, targets, loss, isTraining: false);
        return trainer.ClassLoss(targets, loss);
    }

    private static void Forward<TNetwork>(
        Trainer<TNetwork> trainer, ReadOnlySpan<int> tokens, ReadOnlySpan<int> targets, CrossEntropyLoss? loss, bool isTraining)
        where TNetwork : class, ITokenSequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ClassTargets.Check<TNetwork>(targets, trainer.BatchSize, loss);
        trainer.Tape.IsTraining = isTraining;
        if (trainer.ClassOutputs(loss) is IClassOutputs classes)
        {
            classes.ForwardToClasses(tokens, trainer.Tape, trainer.States);
        }
        else
        {
            trainer.Network.Forward(tokens, trainer.OutputBuffer, trainer.Tape, trainer.States);
        }

        trainer.EndChunk();
    }
}
