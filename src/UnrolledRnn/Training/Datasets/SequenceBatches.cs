using UnrolledRnn.CompilerServices;

namespace UnrolledRnn.Training;

/// <summary>Batches of sequences: each row holds one, or several, behind padding.</summary>
internal sealed class SequenceBatches : BatchSource
{
    private readonly SequenceData _data;
    private readonly NetworkShape _shape;
    private readonly Normalization? _inputs;
    private readonly Normalization? _targets;
    private readonly int[] _members;
    private readonly int[] _order;
    private readonly int[][] _places;
    private readonly int[] _rows;
    private readonly int _batchSize;

    /// <summary>Plans the rows.</summary>
    /// <param name="data">The sequences.</param>
    /// <param name="members">Those that are meant.</param>
    /// <param name="shape">The network.</param>
    /// <param name="batchSize">B.</param>
    /// <param name="packs">Whether rows may hold more than one sequence.</param>
    /// <param name="inputs">The normalisation of the inputs, or null.</param>
    /// <param name="targets">The normalisation of the targets, or null.</param>
    public SequenceBatches(
        SequenceData data, int[] members, NetworkShape shape, int batchSize, bool packs, Normalization? inputs, Normalization? targets)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        SequenceCheck.Run(data, shape, members);
        _data = data;
        _shape = shape;
        _batchSize = batchSize;
        _inputs = inputs;
        _targets = targets;
        _members = [.. members.OrderByDescending(i => data.Lengths[i]).ThenBy(i => i)];
        _order = new int[_members.Length];
        int[] lengths = [.. _members.Select(i => data.Lengths[i])];
        bool canPack = packs && shape.Outputs == SequenceOutputs.EveryStep;
        _places = new RowPacking(lengths, shape.SequenceLength, canPack).Places;
        _rows = new int[_places.Length];
        Count = (_rows.Length + batchSize - 1) / batchSize;
        HasRestarts = canPack || lengths[^1] < shape.SequenceLength;
        Begin(seed: 0, epoch: 0);
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override bool HasRestarts { get; }

    /// <inheritdoc/>
    public override void Begin(long seed, long epoch)
    {
        SeededRandom random = Shuffle.Random(seed, epoch);
        _members.CopyTo(_order, 0);
        for (int start = 0, end; start < _order.Length; start = end)
        {
            int length = _data.Lengths[_order[start]];
            for (end = start + 1; end < _order.Length && _data.Lengths[_order[end]] == length; end++)
            {
            }

            Shuffle.Apply(_order.AsSpan(start..end), ref random);
        }

        for (int row = 0; row < _rows.Length; row++)
        {
            _rows[row] = row;
        }

        Shuffle.Apply(_rows, ref random);
    }

    /// <inheritdoc/>
    public override void Fill(int index, Batch batch)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        batch.Clear();
        for (int row = 0; row < _batchSize && (index * _batchSize) + row < _rows.Length; row++)
        {
            int[] places = _places[_rows[(index * _batchSize) + row]];
            int step = _shape.SequenceLength;
            foreach (int place in places)
            {
                step -= _data.Lengths[_order[place]];
            }

            foreach (int place in places)
            {
                int sequence = _order[place];
                Write(sequence, step, row, batch);
                step += _data.Lengths[sequence];
            }
        }
    }

    private void Write(int sequence, int start, int row, Batch batch)
    {
        int length = _data.Lengths[sequence];
        if (start > 0)
        {
            batch.Restarts[(start * _batchSize) + row] = true;
        }

        for (int step = 0; step < length; step++)
        {
            if (_data.Tokens is not null)
            {
                batch.Tokens[((start + step) * _batchSize) + row] = _data.Tokens[sequence][step];
            }
            else
            {
                Copy(_data.Vectors![sequence], step, batch.Input(start + step, row), _inputs);
            }
        }

        // A network that gives the last step alone has one output, and no row with more than one sequence.
        int last = _shape.OutputSteps == 1 ? 0 : start + length - 1;
        int first = _data.IsPerStep ? start : last;
        for (int output = first; output <= last; output++)
        {
            if (_data.Values is not null)
            {
                Copy(_data.Values[sequence], output - first, batch.SetTarget(output, row), _targets);
            }
            else
            {
                int? own = _data.Classes?[sequence];
                batch.SetTarget(output, row, own ?? _data.StepClasses![sequence][output - first]);
            }
        }
    }

    private static void Copy(float[] rows, int row, Span<float> destination, Normalization? normalization)
    {
        ReadOnlySpan<float> values = rows.AsSpan(row * destination.Length, destination.Length);
        if (normalization is null)
        {
            values.CopyTo(destination);
        }
        else
        {
            normalization.Apply(values, destination);
        }
    }
}
