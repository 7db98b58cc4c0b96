namespace UnrolledRnn.Training;

/// <summary>
/// Sequences of vectors, of different lengths, with classes or values for each step or for each sequence. A sequence that is shorter than
/// the network's T is padded in front with zeros that count for nothing; a longer one is refused.
/// </summary>
/// <remarks>Rows of a batch are drawn from the seed, anew in each epoch. A target of a sequence is that of its last step.</remarks>
public sealed class SequenceDataset : VectorDataset
{
    private readonly SequenceData _data;
    private readonly int[] _members;

    /// <summary>Sequences with a class each.</summary>
    /// <param name="sequences">The sequences, [length, nIn] each.</param>
    /// <param name="inputSize">nIn, at least 1.</param>
    /// <param name="classes">The class of each sequence, from 0.</param>
    /// <exception cref="ArgumentException">
    /// Lengths do not fit each other, or a value is NaN or infinite; the message says where.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public SequenceDataset(IReadOnlyList<float[]> sequences, int inputSize, IReadOnlyList<int> classes)
        : this(SequenceData.OfVectors(sequences, inputSize).With(classes))
    {
    }

    /// <summary>Sequences with a class for each step.</summary>
    /// <param name="sequences">The sequences, [length, nIn] each.</param>
    /// <param name="inputSize">nIn, at least 1.</param>
    /// <param name="classes">The classes of each sequence, [length], <see cref="SoftmaxCrossEntropy.IgnoredTarget"/> for none.</param>
    /// <inheritdoc cref="SequenceDataset(IReadOnlyList{float[]}, int, IReadOnlyList{int})" path="/exception"/>
    public SequenceDataset(IReadOnlyList<float[]> sequences, int inputSize, IReadOnlyList<int[]> classes)
        : this(SequenceData.OfVectors(sequences, inputSize).With(classes))
    {
    }

    /// <summary>Sequences with target values.</summary>
    /// <param name="sequences">The sequences, [length, nIn] each.</param>
    /// <param name="inputSize">nIn, at least 1.</param>
    /// <param name="targets">The targets, either [nOut] for every sequence, or [length, nOut] for every sequence.</param>
    /// <param name="targetSize">nOut, at least 1.</param>
    /// <inheritdoc cref="SequenceDataset(IReadOnlyList{float[]}, int, IReadOnlyList{int})" path="/exception"/>
    public SequenceDataset(IReadOnlyList<float[]> sequences, int inputSize, IReadOnlyList<float[]> targets, int targetSize)
        : this(SequenceData.OfVectors(sequences, inputSize).With(targets, targetSize))
    {
    }

    private SequenceDataset(SequenceData data)
        : this(data, [.. Enumerable.Range(0, data.Lengths.Length)])
    {
    }

    private SequenceDataset(SequenceData data, int[] members)
    {
        _data = data;
        _members = members;
    }

    /// <summary>Sequences.</summary>
    public int Count => _members.Length;

    /// <summary>
    /// Whether short sequences share a row of a batch, one after the other, so that fewer steps are padding. In a network that gives the
    /// last step alone, each has a row of its own all the same.
    /// </summary>
    public bool Packs { get; init; }

    /// <inheritdoc/>
    public override bool HasClasses => _data.Values is null;

    /// <inheritdoc/>
    public override int InputSize => _data.InputSize;

    /// <inheritdoc/>
    public override ulong Fingerprint => _data.Fingerprint(_members);

    /// <inheritdoc/>
    public override Normalization? TargetNormalization
    {
        get;
        set => field = TargetNormalizations.Checked(value, _data.Values is null ? null : _data.TargetSize);
    }

    /// <inheritdoc/>
    public override BatchSource CreateBatches(NetworkShape shape, int batchSize) => new SequenceBatches(
        _data, _members, shape, batchSize, Packs, InputNormalization, TargetNormalization);

    /// <inheritdoc/>
    public override Normalization FitInputNormalization() => SequenceData.Fit(_data.Vectors!, _data.InputSize, _members);

    /// <inheritdoc/>
    public override Normalization FitTargetNormalization() =>
        _data.Values is null ? base.FitTargetNormalization() : SequenceData.Fit(_data.Values, _data.TargetSize, _members);

    /// <inheritdoc/>
    protected override (Dataset Training, Dataset Validation) SplitPart(float share, long seed)
    {
        (int[] training, int[] validation) = MemberSplit.Draw(_members, share, seed);
        return (Part(training), Part(validation));
    }

    private SequenceDataset Part(int[] members)
    {
        var part = new SequenceDataset(_data, members) { Packs = Packs, InputNormalization = InputNormalization };
        if (_data.Values is not null)
        {
            part.TargetNormalization = TargetNormalization;
        }

        return part;
    }
}
