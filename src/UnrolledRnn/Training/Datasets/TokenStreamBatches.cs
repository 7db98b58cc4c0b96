namespace UnrolledRnn.Training;

/// <summary>Batches of the streams of a text, always in its order.</summary>
/// <param name="tokens">The text.</param>
/// <param name="ignored">A token that is no target, or null.</param>
/// <param name="layout">Where the streams lie.</param>
internal sealed class TokenStreamBatches(ReadOnlyMemory<int> tokens, int? ignored, StreamLayout layout) : BatchSource
{
    /// <inheritdoc/>
    public override int Count => layout.Count;

    /// <inheritdoc/>
    public override void Begin(long seed, long epoch)
    {
    }

    /// <inheritdoc/>
    public override void Fill(int index, Batch batch)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        batch.Clear();
        batch.StartsSequences = index == 0;
        ReadOnlySpan<int> text = tokens.Span;
        for (int step = 0; step < layout.Shape.SequenceLength; step++)
        {
            for (int row = 0; row < layout.BatchSize; row++)
            {
                int at = layout.At(index, step, row, out bool counts);
                if (counts)
                {
                    batch.Tokens[(step * layout.BatchSize) + row] = text[at];
                    batch.SetTarget(step, row, text[at + 1] == ignored ? SoftmaxCrossEntropy.IgnoredTarget : text[at + 1]);
                }
            }
        }
    }
}
