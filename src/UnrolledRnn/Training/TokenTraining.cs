using UnrolledRnn.CompilerServices;

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
        ArgumentNullException.ThrowIfNull(trainer);
        CheckTargets<TNetwork>(targets, trainer.BatchSize);
        trainer.Network.Forward(tokens, trainer.Outputs, trainer.Tape, trainer.States);
        trainer.EndChunk();
        double loss = SoftmaxCrossEntropy.Compute(trainer.Outputs, targets, trainer.OutputGradients);
        return trainer.Update(loss);
    }

    /// <summary>The softmax cross-entropy on one chunk; the states move on, the parameters do not.</summary>
    /// <inheritdoc cref="Train"/>
    /// <returns>The mean loss in nats per target.</returns>
    public static double Evaluate<TNetwork>(this Trainer<TNetwork> trainer, ReadOnlySpan<int> tokens, ReadOnlySpan<int> targets)
        where TNetwork : class, ITokenSequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        CheckTargets<TNetwork>(targets, trainer.BatchSize);
        trainer.Network.Forward(tokens, trainer.Outputs, trainer.Tape, trainer.States);
        trainer.EndChunk();
        return SoftmaxCrossEntropy.ComputeInPlace(trainer.Outputs, targets);
    }

    private static void CheckTargets<TNetwork>(ReadOnlySpan<int> targets, int batchSize)
        where TNetwork : class, ITokenSequenceNetwork<TNetwork>
    {
        NetworkShape shape = TNetwork.Shape;
        if (shape.OutputActivation != LayerActivation.Identity)
        {
            throw new InvalidOperationException(
                $"The cross-entropy takes logits, but {typeof(TNetwork).Name} applies {shape.OutputActivation} to its outputs; declare LayerActivation.Identity.");
        }

        Throw.IfLengthDiffers(targets.Length, (long)shape.OutputSteps * batchSize, nameof(targets));
        foreach (int target in targets)
        {
            if (target != SoftmaxCrossEntropy.IgnoredTarget)
            {
                Throw.IfTokenOutOfRange(target, shape.OutputSize, nameof(targets));
            }
        }
    }
}
