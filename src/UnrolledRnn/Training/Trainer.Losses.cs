using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <content>Training with a loss of one's choice.</content>
public sealed partial class Trainer<TNetwork>
{
    /// <summary>
    /// Trains on one chunk with a loss. Where the loss or a gradient is NaN or infinite, the parameters and the optimizer stay as they
    /// are. Where the loss refuses its arguments, they do too, but the states have moved on.
    /// </summary>
    /// <param name="inputs">[T, B, nIn]</param>
    /// <param name="targets">[T, B, nOut], or [B, nOut] where only the last step has an output.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="weights">
    /// A weight for each output of nOut values, [T, B] or [B], 0 for those that do not count, such as padding; or empty where all count.
    /// </param>
    /// <returns>The loss before the parameters moved, and whether they did.</returns>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    /// <exception cref="InvalidOperationException">The loss takes logits, and the network does not give them.</exception>
    public TrainingResult Train(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ILoss loss, ReadOnlySpan<float> weights = default)
    {
        double value = Loss(inputs, targets, loss, weights, isTraining: true);
        return Update(value);
    }

    /// <summary>A loss on one chunk; the states move on, the parameters do not.</summary>
    /// <inheritdoc cref="Train(ReadOnlySpan{float}, ReadOnlySpan{float}, ILoss, ReadOnlySpan{float})"/>
    /// <returns>The loss.</returns>
    public double Evaluate(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ILoss loss, ReadOnlySpan<float> weights = default) =>
        Loss(inputs, targets, loss, weights, isTraining: false);

    private double Loss(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ILoss loss, ReadOnlySpan<float> weights, bool isTraining)
    {
        ArgumentNullException.ThrowIfNull(loss);
        CheckLoss(loss);
        CheckTargetLength(targets.Length);
        if (!weights.IsEmpty)
        {
            Throw.IfLengthDiffers(weights.Length, (long)TNetwork.Shape.OutputSteps * BatchSize, nameof(weights));
        }

        Tape.IsTraining = isTraining;
        Network.Forward(inputs, OutputBuffer, Tape, _states);
        EndChunk();
        return weights.IsEmpty
            ? loss.Compute(OutputBuffer, targets, OutputGradients)
            : loss.Compute(OutputBuffer, targets, weights, OutputGradients);
    }

    /// <summary>Throws where a loss takes logits and the network does not give them.</summary>
    internal static void CheckLoss(ILoss loss)
    {
        LayerActivation function = TNetwork.Shape.OutputActivation;
        if (loss.TakesLogits && function != LayerActivation.Identity)
        {
            throw new InvalidOperationException(
                $"{loss.GetType().Name} takes logits, but {typeof(TNetwork).Name} applies {function} to its outputs; " +
                "declare LayerActivation.Identity.");
        }
    }
}
