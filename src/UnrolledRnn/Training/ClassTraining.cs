namespace UnrolledRnn.Training;

/// <summary>Training on classes: input vectors, and a class for each step or for each sequence, predicted as logits.</summary>
public static class ClassTraining
{
    /// <summary>
    /// Trains on one chunk with the cross-entropy. Where the loss or a gradient is NaN or infinite, the parameters and the optimizer stay
    /// as they are.
    /// </summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="inputs">[T, B, nIn]</param>
    /// <param name="targets">
    /// [T, B], or [B] where only the last step has an output: classes from 0 to nOut - 1, or the loss's ignored target for none.
    /// </param>
    /// <param name="loss">The loss; or null for one without smoothing and weights, whose ignored target is -100.</param>
    /// <returns>The mean loss in nats per target before the parameters moved, and whether they did.</returns>
    /// <exception cref="ArgumentException">A span has another length, or a target is no class.</exception>
    /// <exception cref="InvalidOperationException">The network does not give logits, or the loss has weights of other classes.</exception>
    public static TrainingResult Train<TNetwork>(
        this Trainer<TNetwork> trainer, ReadOnlySpan<float> inputs, ReadOnlySpan<int> targets, CrossEntropyLoss? loss = null)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        Forward(trainer, inputs, targets, loss, isTraining: true);
        return trainer.UpdateFromClasses(targets, loss);
    }

    /// <summary>The cross-entropy on one chunk; the states move on, the parameters do not.</summary>
    /// <inheritdoc cref="Train"/>
    /// <returns>The mean loss in nats per target.</returns>
    public static double Evaluate<TNetwork>(
        this Trainer<TNetwork> trainer, ReadOnlySpan<float> inputs, ReadOnlySpan<int> targets, CrossEntropyLoss? loss = null)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        Forward(trainer, inputs, targets, loss, isTraining: false);
        return trainer.ClassLoss(targets, loss);
    }

    private static void Forward<TNetwork>(
        Trainer<TNetwork> trainer, ReadOnlySpan<float> inputs, ReadOnlySpan<int> targets, CrossEntropyLoss? loss, bool isTraining)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ClassTargets.Check<TNetwork>(targets, trainer.BatchSize, loss);
        trainer.Tape.IsTraining = isTraining;
        if (trainer.ClassOutputs(loss) is IClassOutputs classes)
        {
            classes.ForwardToClasses(inputs, trainer.Tape, trainer.States);
        }
        else
        {
            trainer.Network.Forward(inputs, trainer.OutputBuffer, trainer.Tape, trainer.States);
        }

        trainer.EndChunk();
    }
}
