namespace UnrolledRnn.Training;

/// <summary>Batches of the streams of a recording, always in the order of time.</summary>
internal sealed class StreamBatches : BatchSource
{
    private readonly VectorRows _inputs;
    private readonly VectorRows _targets;
    private readonly StreamLayout _layout;
    private readonly Normalization? _inputNormalization;
    private readonly Normalization? _targetNormalization;

    /// <summary>Takes a layout.</summary>
    /// <exception cref="ArgumentException">The network reads other vectors, or gives others.</exception>
    public StreamBatches(
        VectorRows inputs, VectorRows targets, StreamLayout layout, Normalization? inputNormalization, Normalization? targetNormalization)
    {
        DataCheck.Sizes(layout.Shape, inputs.Columns, targets.Columns);
        _inputs = inputs;
        _targets = targets;
        _layout = layout;
        _inputNormalization = inputNormalization;
        _targetNormalization = targetNormalization;
    }

    /// <inheritdoc/>
    public override int Count => _layout.Count;

    /// <inheritdoc/>
    public override bool HasRestarts => _layout.HasRestarts;

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
        for (int step = 0; step < _layout.Shape.SequenceLength; step++)
        {
            for (int row = 0; row < _layout.BatchSize; row++)
            {
                int at = _layout.At(index, step, row, out bool counts);
                if (at < 0)
                {
                    continue;
                }

                _inputs.Copy(at, batch.Input(step, row), _inputNormalization);
                batch.Restarts[(step * _layout.BatchSize) + row] = StreamLayout.Restarts(at, index, step);
                if (counts)
                {
                    _targets.Copy(at, batch.SetTarget(step, row), _targetNormalization);
                }
            }
        }
    }
}
