namespace UnrolledRnn.Training;

/// <summary>Training on targets without times, such as the letters of a word that is written or spoken.</summary>
public static class CtcTraining
{
    /// <summary>
    /// Trains on one chunk with the CTC loss. Where the loss or a gradient is NaN or infinite, the parameters and the optimizer stay as
    /// they are. A chunk holds whole sequences: call <see cref="Trainer{TNetwork}.ResetStates"/> before each.
    /// </summary>
    /// <param name="trainer">The trainer of a network that gives logits at every step.</param>
    /// <param name="inputs">[T, B, nIn]</param>
    /// <param name="targets">[B, S] labels, none of them blank; what is behind the length of a target may be anything.</param>
    /// <param name="targetLengths">[B], each from 0 to S.</param>
    /// <param name="inputLengths">[B], each from 1 to T: the steps that count; or empty where all do.</param>
    /// <param name="loss">A loss of T steps, B sequences and nOut classes.</param>
    /// <returns>The loss before the parameters moved, and whether they did.</returns>
    /// <exception cref="ArgumentException">A span has another length, or a label or a length is out of range.</exception>
    /// <exception cref="InvalidOperationException">The network does not give logits at every step, or the loss has other sizes.</exception>
    public static TrainingResult Train<TNetwork>(
        this Trainer<TNetwork> trainer,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<int> targets,
        ReadOnlySpan<int> targetLengths,
        ReadOnlySpan<int> inputLengths,
        CtcLoss loss)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        double value = Forward(trainer, inputs, targets, targetLengths, inputLengths, loss, isTraining: true);
        return trainer.Update(value);
    }

    /// <summary>The CTC loss on one chunk; the states move on, the parameters do not.</summary>
    /// <inheritdoc cref="Train"/>
    /// <returns>The loss.</returns>
    public static double Evaluate<TNetwork>(
        this Trainer<TNetwork> trainer,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<int> targets,
        ReadOnlySpan<int> targetLengths,
        ReadOnlySpan<int> inputLengths,
        CtcLoss loss)
        where TNetwork : class, ISequenceNetwork<TNetwork> =>
        Forward(trainer, inputs, targets, targetLengths, inputLengths, loss, isTraining: false);

    private static double Forward<TNetwork>(
        Trainer<TNetwork> trainer,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<int> targets,
        ReadOnlySpan<int> targetLengths,
        ReadOnlySpan<int> inputLengths,
        CtcLoss loss,
        bool isTraining)
        where TNetwork : class, ISequenceNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(loss);
        NetworkShape shape = TNetwork.Shape;
        if (shape.OutputActivation != LayerActivation.Identity || shape.Outputs != SequenceOutputs.EveryStep)
        {
            throw new InvalidOperationException(
                $"The CTC loss takes logits of every step, but {typeof(TNetwork).Name} gives {shape.OutputActivation} of {shape.Outputs}.");
        }

        if ((loss.SequenceLength, loss.BatchSize, loss.Classes) != (shape.SequenceLength, trainer.BatchSize, shape.OutputSize))
        {
            throw new InvalidOperationException(
                $"Expected a loss of [T = {shape.SequenceLength}, B = {trainer.BatchSize}, K = {shape.OutputSize}], " +
                $"got one of [{loss.SequenceLength}, {loss.BatchSize}, {loss.Classes}].");
        }

        loss.Check(targets, targetLengths, inputLengths);
        trainer.Tape.IsTraining = isTraining;
        trainer.Network.Forward(inputs, trainer.OutputBuffer, trainer.Tape, trainer.States);
        trainer.EndChunk();
        return loss.Compute(trainer.Outputs, targets, targetLengths, inputLengths, trainer.OutputGradients);
    }
}
