using System.Numerics;

namespace UnrolledRnn.Training;

/// <summary>Batches of the streams of a text, always in its order.</summary>
/// <param name="tokens">The text.</param>
/// <param name="ignored">A token that is no target, or null.</param>
/// <param name="layout">Where the streams lie.</param>
/// <param name="lengths">How long batches are.</param>
/// <typeparam name="T">The numbers of the tokens.</typeparam>
internal sealed class TokenStreamBatches<T>(ReadOnlyMemory<T> tokens, int? ignored, StreamLayout layout, WindowLengths lengths)
    : BatchSource
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly StreamWindows _windows = new(lengths, layout.StreamLength, layout.Shape.SequenceLength);

    /// <inheritdoc/>
    public override int Count => _windows.Count;

    /// <inheritdoc/>
    public override void Begin(long seed, long epoch) => _windows.Begin(seed, epoch);

    /// <inheritdoc/>
    public override void Fill(int index, Batch batch)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        batch.Clear();
        batch.StartsSequences = index == 0;
        batch.Steps = _windows.StepsOf(index);
        long start = _windows.StartOf(index);
        ReadOnlySpan<T> text = tokens.Span;
        for (int step = 0; step < batch.Steps; step++)
        {
            for (int row = 0; row < layout.BatchSize; row++)
            {
                int at = layout.At(start + step, row, out bool counts);
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
