using UnrolledRnn.CompilerServices;
using UnrolledRnn.Training;

namespace UnrolledRnn.Text;

/// <summary>
/// Cuts one long text into B parallel streams and these into chunks of T steps, for truncated back-propagation: chunk
/// k + 1 goes on where chunk k has ended, in every stream. Each token but the first is a target once; places behind the
/// end of a stream have no target.
/// </summary>
public sealed class ContiguousBatches
{
    private readonly int[] _tokens;
    private readonly int _streamLength;

    /// <summary>Plans the chunks of a text.</summary>
    /// <param name="tokens">The text as tokens; two at least.</param>
    /// <param name="batchSize">Parallel streams, B.</param>
    /// <param name="sequenceLength">Steps of a chunk, T.</param>
    /// <exception cref="ArgumentException">The text is too short to predict anything.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public ContiguousBatches(int[] tokens, int batchSize, int sequenceLength)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequenceLength, 1);
        if (tokens.Length < 2)
        {
            throw new ArgumentException($"Expected at least 2 tokens, got {tokens.Length}.", nameof(tokens));
        }

        _tokens = tokens;
        BatchSize = batchSize;
        SequenceLength = sequenceLength;
        _streamLength = (int)((tokens.Length - 2L + batchSize) / batchSize);
        Count = (int)((_streamLength - 1L + sequenceLength) / sequenceLength);
    }

    /// <summary>Parallel streams, B.</summary>
    public int BatchSize { get; }

    /// <summary>Steps of a chunk, T.</summary>
    public int SequenceLength { get; }

    /// <summary>Chunks of the text.</summary>
    public int Count { get; }

    /// <summary>Targets in the whole text.</summary>
    public int TargetCount => _tokens.Length - 1;

    /// <summary>Writes one chunk.</summary>
    /// <param name="chunk">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="tokens">[T, B], overwritten.</param>
    /// <param name="targets">
    /// [T, B], overwritten with the token after each; <see cref="SoftmaxCrossEntropy.IgnoredTarget"/> behind the end.
    /// </param>
    /// <returns>The targets that are there.</returns>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such chunk.</exception>
    public int Fill(int chunk, Span<int> tokens, Span<int> targets)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(chunk);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(chunk, Count);
        Throw.IfLengthDiffers(tokens.Length, (long)SequenceLength * BatchSize, nameof(tokens));
        Throw.IfLengthDiffers(targets.Length, tokens.Length, nameof(targets));
        int counted = 0;
        for (int t = 0, i = 0; t < SequenceLength; t++)
        {
            int place = (chunk * SequenceLength) + t;
            for (int b = 0; b < BatchSize; b++, i++)
            {
                long at = ((long)b * _streamLength) + place;
                bool inside = place < _streamLength && at + 1 < _tokens.Length;
                tokens[i] = inside ? _tokens[at] : 0;
                targets[i] = inside ? _tokens[at + 1] : SoftmaxCrossEntropy.IgnoredTarget;
                counted += inside ? 1 : 0;
            }
        }

        return counted;
    }
}
