namespace UnrolledRnn.Training;

/// <summary>A step that was left out, because its loss or a gradient was NaN or infinite.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Step">The step, from 1 over the whole run.</param>
/// <param name="Batch">The last batch of the step, from 0 within the epoch.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Where">
/// Where it was seen first: a tensor's name, such as <c>rnn.weight_ih_l0</c>; <c>outputs</c>, <c>loss</c>, or <c>gradient norm</c>.
/// </param>
/// <param name="What">What was seen there.</param>
public sealed record BadStep(int Epoch, long Step, int Batch, double Loss, string Where, string What)
{
    /// <summary>The step in a sentence.</summary>
    public override string ToString() => $"Step {Step} of epoch {Epoch} was left out: {What} in {Where}.";
}
