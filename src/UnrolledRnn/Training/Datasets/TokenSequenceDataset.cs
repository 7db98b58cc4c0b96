namespace UnrolledRnn.Training;

/// <summary>
/// Sequences of tokens, of different lengths, with a class for each sequence or each step. A sequence that is shorter than the network's T
/// is padded in front; a longer one is refused.
/// </summary>
public sealed class TokenSequenceDataset : TokenDataset
{
    private readonly SequenceData _data;
    private readonly int[] _members;

    /// <summary>Sequences with a class each.</summary>
    /// <param name="sequences">The tokens of each sequence.</param>
    /// <param name="classes">The class of each sequence, from 0.</param>
    /// <exception cref="ArgumentException">Lengths do not fit each other; the message says where.</exception>
    public TokenSequenceDataset(IReadOnlyList<int[]> sequences, IReadOnlyList<int> classes)
        : this(SequenceData.OfTokens(sequences).With(classes))
    {
    }

    /// <summary>Sequences with a class for each step.</summary>
    /// <param name="sequences">The tokens of each sequence.</param>
    /// <param name="classes">The classes of each sequence, [length], <see cref="SoftmaxCrossEntropy.IgnoredTarget"/> for none.</param>
    /// <inheritdoc cref="TokenSequenceDataset(IReadOnlyList{int[]}, IReadOnlyList{int})" path="/exception"/>
    public TokenSequenceDataset(IReadOnlyList<int[]> sequences, IReadOnlyList<int[]> classes)
        : this(SequenceData.OfTokens(sequences).With(classes))
    {
    }

    private TokenSequenceDataset(SequenceData data)
        : this(data, [.. Enumerable.Range(0, data.Lengths.Length)])
    {
    }

    private TokenSequenceDataset(SequenceData data, int[] members)
    {
        _data = data;
        _members = members;
    }

    /// <summary>Sequences.</summary>
    public int Count => _members.Length;

    /// <inheritdoc cref="SequenceDataset.Packs"/>
    public bool Packs { get; init; }

    /// <inheritdoc/>
    public override ulong Fingerprint => _data.Fingerprint(_members);

    /// <inheritdoc/>
    public override BatchSource CreateBatches(NetworkShape shape, int batchSize) =>
        new SequenceBatches(_data, _members, shape, batchSize, Packs, inputs: null, targets: null);

    /// <inheritdoc/>
    protected override (Dataset Training, Dataset Validation) SplitPart(float share, long seed)
    {
        (int[] training, int[] validation) = MemberSplit.Draw(_members, share, seed);
        return (new TokenSequenceDataset(_data, training) { Packs = Packs }, new TokenSequenceDataset(_data, validation) { Packs = Packs });
    }
}
