namespace UnrolledRnn.Training;

/// <summary>Where the streams of a batch lie in a long recording: one after the other, equally long but for the last.</summary>
internal readonly struct StreamLayout
{
    private readonly int _begin;
    private readonly int _end;
    private readonly int _warmUp;

    /// <summary>Plans the streams.</summary>
    /// <param name="begin">The first step that counts.</param>
    /// <param name="end">Where those end.</param>
    /// <param name="warmUp">Steps that each stream reads before its first one.</param>
    /// <param name="shape">The network.</param>
    /// <param name="batchSize">B.</param>
    /// <exception cref="ArgumentException">The network cannot go on from batch to batch.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is below 1.</exception>
    public StreamLayout(int begin, int end, int warmUp, NetworkShape shape, int batchSize)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        DataCheck.IsStream(shape);
        _begin = begin;
        _end = end;
        _warmUp = warmUp;
        Shape = shape;
        BatchSize = batchSize;
        StreamLength = ((long)end - begin + batchSize - 1) / batchSize;
        Count = checked((int)((StreamLength + warmUp + shape.SequenceLength - 1) / shape.SequenceLength));
    }

    /// <summary>The network.</summary>
    public NetworkShape Shape { get; }

    /// <summary>B.</summary>
    public int BatchSize { get; }

    /// <summary>Steps of a stream that count; the last stream may end earlier.</summary>
    public long StreamLength { get; }

    /// <summary>Batches of T steps.</summary>
    public int Count { get; }

    /// <summary>Where a step lies in the recording.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="step">The step in it.</param>
    /// <param name="row">The stream.</param>
    /// <param name="counts">Whether its output counts.</param>
    /// <returns>The step of the recording, or -1 for one that is not there.</returns>
    public int At(int batch, int step, int row, out bool counts) =>
        At(((long)batch * Shape.SequenceLength) + step - _warmUp, row, out counts);

    /// <summary>Where a step of a stream lies in the recording.</summary>
    /// <param name="own">The step in the stream; below 0 where it only warms up.</param>
    /// <param name="row">The stream.</param>
    /// <param name="counts">Whether its output counts.</param>
    /// <returns>The step of the recording, or -1 for one that is not there.</returns>
    public int At(long own, int row, out bool counts)
    {
        long at = _begin + (row * StreamLength) + own;
        counts = own >= 0 && own < StreamLength && at < _end;
        return at >= 0 && (counts || (own < 0 && at < _end)) ? (int)at : -1;
    }

    /// <summary>Whether a step of the recording is the first that a stream can read, behind steps that are not there.</summary>
    public static bool Restarts(int at, int batch, int step) => at == 0 && (batch > 0 || step > 0);

    /// <summary>Whether streams begin behind steps that are not there: the first stream of a recording warms up on nothing.</summary>
    public bool HasRestarts => _begin < _warmUp;

    /// <summary>Where the last part of a recording begins.</summary>
    /// <exception cref="ArgumentException">A part would be empty.</exception>
    public static int Border(int begin, int end, float share)
    {
        int border = end - (int)Math.Round((end - (double)begin) * share);
        return border > begin && border < end
            ? border
            : throw new ArgumentException(
                $"Expected a share that leaves a step in either part, got {share} of {end - begin} steps.", nameof(share));
    }
}
