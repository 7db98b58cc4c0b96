using System.ComponentModel;

namespace UnrolledRnn;

/// <summary>
/// A network whose last layer gives logits of many classes, which it can train without keeping them: the loss, and the gradient by the
/// logits, go by blocks of rows. Generated code implements it, and trainers use it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IClassOutputs
{
    /// <summary>A recorded forward pass down to what the last layer reads.</summary>
    /// <param name="tokens">[T, B]</param>
    /// <param name="tape">A tape of this class, overwritten.</param>
    /// <param name="states">[B, StateSize]: the initial states, replaced by the final ones; or empty.</param>
    /// <exception cref="ArgumentException">A span has another length, a token is out of range, or the tape is of another class.</exception>
    void ForwardToClasses(ReadOnlySpan<int> tokens, TrainingTape tape, Span<float> states);

    /// <summary>A recorded forward pass down to what the last layer reads.</summary>
    /// <param name="inputs">[T, B, nIn]</param>
    /// <param name="tape">A tape of this class, overwritten.</param>
    /// <param name="states">[B, StateSize]: the initial states, replaced by the final ones; or empty.</param>
    /// <exception cref="ArgumentException">A span has another length, or the tape is of another class.</exception>
    void ForwardToClasses(ReadOnlySpan<float> inputs, TrainingTape tape, Span<float> states);

    /// <summary>The mean cross-entropy of the pass on the tape, in nats per target that counts.</summary>
    /// <param name="targets">[T, B] or [B] classes, or the ignored target.</param>
    /// <param name="ignoredTarget">The target of rows that do not count.</param>
    /// <param name="tape">The tape of the forward pass.</param>
    double ClassLoss(ReadOnlySpan<int> targets, int ignoredTarget, TrainingTape tape);

    /// <summary><see cref="ClassLoss"/>, and the gradient of a multiple of it, added to the gradients.</summary>
    /// <param name="targets">[T, B] or [B] classes, or the ignored target.</param>
    /// <param name="ignoredTarget">The target of rows that do not count.</param>
    /// <param name="factor">The multiple.</param>
    /// <param name="tape">The tape of the forward pass.</param>
    /// <param name="gradients">Gradients of this class.</param>
    double BackwardFromClasses(
        ReadOnlySpan<int> targets, int ignoredTarget, float factor, TrainingTape tape, ParameterGradients gradients);
}
