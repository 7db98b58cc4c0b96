namespace UnrolledRnn.Training;

/// <summary>
/// Windows of T steps over one series of vectors, which forecast it: behind each step the network gives what comes some steps later, or,
/// where it gives the last step alone, behind the window. The last part of the series is that for validation, whose windows may read what
/// is before it, but foretell nothing of it.
/// </summary>
/// <remarks>
/// A network has an output for each target column: the vector that is <see cref="Horizon"/> steps ahead; or that many for each of the
/// next <see cref="Horizon"/> steps, one vector after the other.
/// </remarks>
public sealed class SeriesDataset : VectorDataset
{
    private readonly VectorRows _rows;
    private readonly int[] _targetColumns;
    private readonly int _firstTarget;
    private readonly int _end;

    /// <summary>Takes a series.</summary>
    /// <param name="series">[rows, columns]</param>
    /// <param name="columns">Values of a row, all of which are inputs; at least 1.</param>
    /// <param name="horizon">Steps ahead, at least 1.</param>
    /// <param name="stride">Steps from the start of one window to that of the next; at least 1.</param>
    /// <param name="targetColumns">The columns to foretell; or null for all.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, or a value is NaN or infinite; the message says where.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public SeriesDataset(
        ReadOnlyMemory<float> series, int columns, int horizon = 1, int stride = 1, IReadOnlyList<int>? targetColumns = null)
        : this(
            VectorRows.Checked(series, columns, nameof(series)), Columns(targetColumns, columns), firstTarget: 0, series.Length / columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        Horizon = horizon;
        Stride = stride;
    }

    private SeriesDataset(VectorRows rows, int[] targetColumns, int firstTarget, int end)
    {
        _rows = rows;
        _targetColumns = targetColumns;
        _firstTarget = firstTarget;
        _end = end;
    }

    /// <summary>Steps ahead.</summary>
    public int Horizon { get; private init; }

    /// <summary>Steps from the start of one window to that of the next.</summary>
    public int Stride { get; private init; }

    /// <inheritdoc/>
    public override bool HasClasses => false;

    /// <inheritdoc/>
    public override int InputSize => _rows.Columns;

    /// <inheritdoc/>
    public override Normalization? TargetNormalization
    {
        get;
        set => field = TargetNormalizations.Checked(value, _targetColumns.Length);
    }

    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var print = new Fingerprint();
            print.Add(_rows.Rows(0, _end));
            print.Add([Horizon, Stride, _firstTarget, .. _targetColumns]);
            return print.Value;
        }
    }

    /// <inheritdoc/>
    public override BatchSource CreateBatches(NetworkShape shape, int batchSize) => new SeriesBatches(
        new SeriesWindows(_rows, _targetColumns, Horizon, Stride, _firstTarget, _end),
        shape,
        batchSize,
        InputNormalization,
        TargetNormalization);

    /// <inheritdoc/>
    public override Normalization FitInputNormalization() => Normalization.Fit(Own, InputSize);

    /// <inheritdoc/>
    public override Normalization FitTargetNormalization()
    {
        var sums = new NormalizationSums(_targetColumns, InputSize);
        sums.AddToMeans(Own);
        sums.EndMeans();
        sums.AddToVariances(Own);
        return sums.ToNormalization();
    }

    private ReadOnlySpan<float> Own => _rows.Rows(_firstTarget, _end - _firstTarget);

    /// <inheritdoc/>
    protected override (Dataset Training, Dataset Validation) SplitPart(float share, long seed)
    {
        int border = _end - (int)Math.Round((_end - _firstTarget) * (double)share);
        if (border <= _firstTarget || border == _end)
        {
            throw new ArgumentException(
                $"Expected a share that leaves a step in either part, got {share} of {_end - _firstTarget} steps.", nameof(share));
        }

        return (Part(_firstTarget, border), Part(border, _end));
    }

    private SeriesDataset Part(int firstTarget, int end) => new(_rows, _targetColumns, firstTarget, end)
    {
        Horizon = Horizon,
        Stride = Stride,
        InputNormalization = InputNormalization,
        TargetNormalization = TargetNormalization,
    };

    private static int[] Columns(IReadOnlyList<int>? targetColumns, int columns)
    {
        int[] chosen = targetColumns is null ? [.. Enumerable.Range(0, columns)] : [.. targetColumns];
        return chosen.Length > 0 && chosen.All(column => (uint)column < (uint)columns)
            ? chosen
            : throw new ArgumentException(
                $"Expected columns from 0 to {columns - 1}, one at least, got [{string.Join(", ", chosen)}].", nameof(targetColumns));
    }
}
