namespace UnrolledRnn.Training;

/// <summary>Batches of windows over a series, in an order that is drawn.</summary>
internal sealed class SeriesBatches : BatchSource
{
    private readonly SeriesWindows _windows;
    private readonly NetworkShape _shape;
    private readonly Normalization? _inputs;
    private readonly Normalization? _targets;
    private readonly int _batchSize;
    private readonly int _vectors;
    private readonly int _firstStart;
    private readonly int[] _order;

    /// <summary>Plans the windows.</summary>
    /// <exception cref="ArgumentException">The series does not fit the network.</exception>
    public SeriesBatches(SeriesWindows windows, NetworkShape shape, int batchSize, Normalization? inputs, Normalization? targets)
    {
        DataCheck.Sizes(shape, windows.Rows.Columns, targetSize: null);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        int columns = windows.TargetColumns.Length;
        if (shape.OutputSize != columns && shape.OutputSize != columns * windows.Horizon)
        {
            throw new ArgumentException(
                $"Expected a network of {columns} outputs, for the step {windows.Horizon} ahead, or of {columns * windows.Horizon}, " +
                $"for each of the next {windows.Horizon}, got one of {shape.OutputSize}.",
                nameof(shape));
        }

        _windows = windows;
        _shape = shape;
        _batchSize = batchSize;
        _inputs = inputs;
        _targets = targets;
        _vectors = shape.OutputSize / columns;

        // The last step of a window must be able to see all its targets, and the first of them must be allowed to be foretold.
        int steps = shape.SequenceLength;
        _firstStart = Math.Max(0, windows.FirstTarget - (steps - 1) - (windows.Horizon - _vectors + 1));
        int lastStart = windows.End - steps - windows.Horizon;
        if (lastStart < _firstStart)
        {
            throw new ArgumentException(
                $"Expected a series of {steps + windows.Horizon} steps at least, T and the horizon, got {windows.End - _firstStart}.",
                nameof(shape));
        }

        _order = new int[((lastStart - _firstStart) / windows.Stride) + 1];
        Count = (_order.Length + batchSize - 1) / batchSize;
        Begin(seed: 0, epoch: 0);
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override void Begin(long seed, long epoch)
    {
        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = _firstStart + (i * _windows.Stride);
        }

        CompilerServices.SeededRandom random = Shuffle.Random(seed, epoch);
        Shuffle.Apply(_order, ref random);
    }

    /// <inheritdoc/>
    public override void Fill(int index, Batch batch)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        batch.Clear();
        int skipped = _shape.SequenceLength - _shape.OutputSteps;
        for (int row = 0; row < _batchSize && (index * _batchSize) + row < _order.Length; row++)
        {
            int start = _order[(index * _batchSize) + row];
            for (int step = 0; step < _shape.SequenceLength; step++)
            {
                _windows.Rows.Copy(start + step, batch.Input(step, row), _inputs);
                int firstTarget = start + step + _windows.Horizon - _vectors + 1;
                if (step >= skipped && firstTarget >= _windows.FirstTarget)
                {
                    WriteTarget(firstTarget, batch.SetTarget(step - skipped, row));
                }
            }
        }
    }

    private void WriteTarget(int first, Span<float> target)
    {
        int[] columns = _windows.TargetColumns;
        ReadOnlySpan<float> rows = _windows.Rows.Rows(first, _vectors);
        for (int vector = 0; vector < _vectors; vector++)
        {
            Span<float> values = target.Slice(vector * columns.Length, columns.Length);
            for (int i = 0; i < columns.Length; i++)
            {
                values[i] = rows[(vector * _windows.Rows.Columns) + columns[i]];
            }

            _targets?.Apply(values);
        }
    }
}
