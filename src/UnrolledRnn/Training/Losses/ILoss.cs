namespace UnrolledRnn.Training;

/// <summary>A loss over float targets, with its gradient. Those that come with the library allocate nothing.</summary>
public interface ILoss
{
    /// <summary>
    /// Whether predictions are logits, so that a network must give them without a function of their own
    /// (<see cref="LayerActivation.Identity"/>).
    /// </summary>
    bool TakesLogits => false;

    /// <summary>The loss and its gradient.</summary>
    /// <param name="predictions">N values: the outputs of a network, [T, B, nOut] or [B, nOut].</param>
    /// <param name="targets">N values.</param>
    /// <param name="gradients">N values, overwritten: the gradient of the loss by each prediction.</param>
    /// <returns>The loss; it may be NaN or infinite where a value is.</returns>
    /// <exception cref="ArgumentException">A span has another length, or a target is none for this loss.</exception>
    double Compute(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradients);

    /// <summary>
    /// The loss of some positions, each with a weight. Positions of weight 0 count neither in the loss nor in the gradient, whatever
    /// they hold: padding, for sequences of different lengths.
    /// </summary>
    /// <param name="predictions">N values, the same number for each position.</param>
    /// <param name="targets">N values.</param>
    /// <param name="weights">A weight for each position, [T, B] or [B]; finite, at least 0.</param>
    /// <param name="gradients">N values, overwritten: the gradient of the loss by each prediction.</param>
    /// <returns>The loss; 0 where every weight is 0.</returns>
    /// <exception cref="ArgumentException">A span has another length, or a target is none for this loss.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    /// <exception cref="NotSupportedException">The loss knows no weights; so it is unless this method is implemented.</exception>
    double Compute(
        ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, Span<float> gradients) =>
        throw new NotSupportedException($"{GetType().Name} knows no weights.");
}
