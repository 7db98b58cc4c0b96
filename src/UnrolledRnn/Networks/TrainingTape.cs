using System.ComponentModel;

namespace UnrolledRnn;

/// <summary>
/// Everything that a backward pass needs from its forward pass, and the scratch memory of both, allocated once. A tape
/// belongs to one class of network and serves one pass at a time.
/// </summary>
public abstract class TrainingTape
{
    /// <summary>Begins a tape for a batch of sequences.</summary>
    /// <param name="batchSize">Sequences processed together, B.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is below 1.</exception>
    protected TrainingTape(int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        BatchSize = batchSize;
    }

    /// <summary>Sequences processed together, B.</summary>
    public int BatchSize { get; }

    /// <summary>What the last forward pass left on the tape.</summary>
    public TapeContent Content { get; private set; }

    /// <summary>Notes what a forward pass has recorded; generated code calls it.</summary>
    /// <param name="content">The kind of its inputs.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Record(TapeContent content) => Content = content;

    /// <summary>Throws unless a forward pass has recorded something; generated code calls it.</summary>
    /// <exception cref="InvalidOperationException">The tape is empty.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void ThrowIfEmpty()
    {
        if (Content == TapeContent.Empty)
        {
            throw new InvalidOperationException("The tape is empty: run Forward with this tape before Backward.");
        }
    }
}
