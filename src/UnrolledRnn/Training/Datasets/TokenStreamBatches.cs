using System.Numerics;

namespace UnrolledRnn.Training;

/// <summary>Batches of the streams of a text, always in its order.</summary>
/// <param name="tokens">The text.</param>
/// <param name="ignored">A token that is no target, or null.</param>
/// <param name="layout">Where the streams lie.</param>
/// <typeparam name="T">The numbers of the tokens.</typeparam>
internal sealed class TokenStreamBatches<T>(ReadOnlyMemory<T> tokens, int? ignored, StreamLayout layout) : BatchSource
    where T : unmanaged, IBinaryInteger<T>
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
        ReadOnlySpan<T> text = tokens.Span;
        for (int step = 0; step < layout.Shape.SequenceLength; step++)
        {
            for (int row = 0; row < layout.BatchSize; row++)
            {
                int at = layout.At(index, step, row, out bool counts);
                if (counts)
                {
                    int target = int.CreateTruncating(text[at + 1]);
                    batch.Tokens[(step * layout.BatchSize) + row] = int.CreateTruncating(text[at]);
                    batch.SetTarget(step, row, target == ignored ? SoftmaxCrossEntropy.IgnoredTarget : target);
                }
            }
        }
    }
}
