namespace UnrolledRnn.Training;

/// <summary>
/// One long recording, inputs and targets step by step, such as the dry and the wet signal of an amplifier. It is cut into B streams that
/// lie one after the other in it, and these into batches of T steps: states go on from batch to batch, gradients do not (truncated
/// back-propagation through time). The last part of the recording is that for validation.
/// </summary>
public sealed class StreamDataset : VectorDataset
{
    private readonly VectorRows _inputs;
    private readonly VectorRows _targets;
    private readonly int _begin;
    private readonly int _end;

    /// <summary>Takes a recording.</summary>
    /// <param name="inputs">[steps, nIn]</param>
    /// <param name="inputSize">nIn, at least 1.</param>
    /// <param name="targets">[steps, nOut]</param>
    /// <param name="targetSize">nOut, at least 1.</param>
    /// <param name="warmUpSteps">
    /// Steps that each stream reads before its own begin, and that count for nothing: a stream that begins in the middle of a recording
    /// has no state of what came before. At least 0.
    /// </param>
    /// <exception cref="ArgumentException">Lengths do not fit, or a value is NaN or infinite; the message says where.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public StreamDataset(ReadOnlyMemory<float> inputs, int inputSize, ReadOnlyMemory<float> targets, int targetSize, int warmUpSteps = 0)
        : this(
            VectorRows.Checked(inputs, inputSize, nameof(inputs)),
            VectorRows.Checked(targets, targetSize, nameof(targets)),
            begin: 0,
            inputs.Length / inputSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(warmUpSteps);
        WarmUpSteps = warmUpSteps;
        if (_inputs.Count == 0 || _inputs.Count != _targets.Count)
        {
            throw new ArgumentException(
                $"Expected as many steps of targets as of inputs, one at least, got {_targets.Count} and {_inputs.Count}.",
                nameof(targets));
        }
    }

    private StreamDataset(VectorRows inputs, VectorRows targets, int begin, int end)
    {
        _inputs = inputs;
        _targets = targets;
        _begin = begin;
        _end = end;
    }

    /// <summary>Steps that each stream reads before its own begin.</summary>
    public int WarmUpSteps { get; private init; }

    /// <inheritdoc/>
    public override bool HasClasses => false;

    /// <inheritdoc/>
    public override int InputSize => _inputs.Columns;

    /// <inheritdoc/>
    public override Normalization? TargetNormalization
    {
        get;
        set => field = TargetNormalizations.Checked(value, _targets.Columns);
    }

    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var print = new Fingerprint();
            print.Add(_inputs.Rows(_begin, _end - _begin));
            print.Add(_targets.Rows(_begin, _end - _begin));
            print.Add(WarmUpSteps);
            return print.Value;
        }
    }

    /// <inheritdoc/>
    public override BatchSource CreateBatches(NetworkShape shape, int batchSize) => new StreamBatches(
        _inputs, _targets, new StreamLayout(_begin, _end, WarmUpSteps, shape, batchSize), InputNormalization, TargetNormalization);

    /// <inheritdoc/>
    public override Normalization FitInputNormalization() => Normalization.Fit(_inputs.Rows(_begin, _end - _begin), InputSize);

    /// <inheritdoc/>
    public override Normalization FitTargetNormalization() => Normalization.Fit(_targets.Rows(_begin, _end - _begin), _targets.Columns);

    /// <inheritdoc/>
    protected override (Dataset Training, Dataset Validation) SplitPart(float share, long seed)
    {
        int border = StreamLayout.Border(_begin, _end, share);
        return (Part(_begin, border), Part(border, _end));
    }

    private StreamDataset Part(int begin, int end) => new(_inputs, _targets, begin, end)
    {
        WarmUpSteps = WarmUpSteps,
        InputNormalization = InputNormalization,
        TargetNormalization = TargetNormalization,
    };
}
