using System.ComponentModel;
using UnrolledRnn.CompilerServices;

namespace UnrolledRnn;

/// <summary>
/// Everything that a backward pass needs from its forward pass, and the scratch memory of both, allocated once. A tape
/// belongs to one class of network and serves one pass at a time.
/// </summary>
public abstract partial class TrainingTape
{
    private object? _network;
    private bool[] _restarts = [];

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

    /// <summary>
    /// Threads among which the passes divide the work, the calling one included; 1 unless it is set. Results have the same bits for any
    /// number of them. The others start when they are first needed, and end with the tape.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Threads
    {
        get => Workers?.Threads ?? 1;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Workers = value == 1 ? null : new Workers(value);
        }
    }

    /// <summary>
    /// Whether the backward pass computes the gates of recurrent layers anew, by stretches of steps, rather than keep them of every step.
    /// The results are the same to the bit. Set it before the first pass; projected layers keep their gates.
    /// </summary>
    public bool Recomputes { get; set; }

    internal Workers? Workers { get; private set; }

    /// <summary>What the last forward pass left on the tape.</summary>
    public TapeContent Content { get; private set; }

    /// <summary>Whether the next recorded pass starts from the network's initial state, whatever the states given to it hold.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool StartsSequences { get; internal set; }

    /// <summary>
    /// Where the rows of the next recorded passes begin a new sequence, [T, B], until it is set anew; empty where none does after the
    /// first step.
    /// </summary>
    public ReadOnlySpan<bool> Restarts => _restarts;

    /// <summary>
    /// Sets where rows begin a new sequence: there they start from the network's initial state, whatever came before, and no gradient
    /// goes back. So a row holds padding and then a short sequence, or several sequences one after the other.
    /// </summary>
    /// <param name="restarts">[T, B], true at the first step of a sequence; or empty where no row restarts within the steps.</param>
    /// <exception cref="ArgumentException">There are not B marks for each step.</exception>
    public void SetRestarts(ReadOnlySpan<bool> restarts)
    {
        Throw.IfNotMultiple(restarts.Length, BatchSize, nameof(restarts));
        if (restarts.Length != _restarts.Length)
        {
            _restarts = new bool[restarts.Length];
        }

        restarts.CopyTo(_restarts);
    }

    /// <summary>
    /// The steps of the next recorded passes, from the first, where these are fewer than T; null, as at first, for T. The states given
    /// back are those behind them, and outputs of later steps mean nothing.
    /// </summary>
    internal int? Steps { get; set; }

    /// <summary>The rows of the steps that a pass has, of those of all T steps.</summary>
    internal Matrix RowsOfSteps(Matrix values) =>
        Steps is int steps && (long)steps * BatchSize < values.Rows ? values.RowRange(0, steps * BatchSize) : values;

    /// <summary>Notes that a forward pass has begun: until it ends, there is nothing to go back over.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Clear()
    {
        Content = TapeContent.Empty;
        BeginRegularization();
    }

    /// <summary>Notes what a forward pass has recorded; generated code calls it.</summary>
    /// <param name="content">The kind of its inputs.</param>
    /// <param name="network">The network.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Record(TapeContent content, object network)
    {
        Content = content;
        _network = network;
    }

    /// <summary>Throws unless a forward pass of a network has recorded something; generated code calls it.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="InvalidOperationException">The tape is empty, or another network has recorded on it.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void ThrowIfNotOf(object network)
    {
        if (Content == TapeContent.Empty)
        {
            throw new InvalidOperationException("The tape is empty: run Forward with this tape before Backward.");
        }

        if (_network != network)
        {
            throw new InvalidOperationException("Another network has recorded on the tape: run Forward with this network and this tape before Backward.");
        }
    }
}
