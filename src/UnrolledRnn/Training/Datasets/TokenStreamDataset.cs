namespace UnrolledRnn.Training;

/// <summary>
/// One long text as tokens, in which each foretells the next. It is cut into B streams that lie one after the other in it, and these into
/// batches of T steps or fewer; states go on from batch to batch. Each token but the first is a target once. The last part of the text is
/// that for validation.
/// </summary>
public sealed class TokenStreamDataset : TokenDataset
{
    private readonly TokenText _tokens;

    /// <summary>Takes a text.</summary>
    /// <param name="tokens">The tokens, two at least.</param>
    /// <param name="ignored">A token that is an input, but no target, such as that for unknown characters; or null.</param>
    /// <exception cref="ArgumentException">There are fewer tokens.</exception>
    public TokenStreamDataset(ReadOnlyMemory<int> tokens, int? ignored = null)
        : this(TokenText.Of(tokens), ignored)
    {
    }

    private TokenStreamDataset(TokenText tokens, int? ignored)
    {
        if (tokens.Length < 2)
        {
            throw new ArgumentException($"Expected at least 2 tokens, got {tokens.Length}.", nameof(tokens));
        }

        _tokens = tokens;
        Ignored = ignored;
    }

    /// <summary>A token that is an input, but no target; or null.</summary>
    public int? Ignored { get; }

    /// <summary>Tokens.</summary>
    public int Count => _tokens.Length;

    /// <summary>
    /// How many steps a batch takes; T each unless it is set. The part that <see cref="Dataset.Split"/> takes away for validation has T.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a value that is none of these.</exception>
    public WindowLengths WindowLengths
    {
        get;
        set => field = StreamWindows.Checked(value, nameof(WindowLengths));
    }

    /// <summary>Takes a text in 16 bits a token, such as one that is mapped from a file.</summary>
    /// <inheritdoc cref="TokenStreamDataset(ReadOnlyMemory{int}, int?)" path="/param|/exception"/>
    public static TokenStreamDataset FromUInt16(ReadOnlyMemory<ushort> tokens, int? ignored = null) => new(TokenText.Of(tokens), ignored);

    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var print = new Fingerprint();
            _tokens.AddTo(ref print);
            print.Add(Ignored ?? -1);
            if (WindowLengths != WindowLengths.Fixed)
            {
                print.Add((int)WindowLengths);
            }

            return print.Value;
        }
    }

    /// <inheritdoc/>
    public override BatchSource CreateBatches(NetworkShape shape, int batchSize)
    {
        ArgumentNullException.ThrowIfNull(shape);
        int known = Math.Min(shape.InputSize, shape.OutputSize);
        if (_tokens.IndexOutside(known) is >= 0 and int at)
        {
            throw new ArgumentException(
                $"Expected tokens from 0 to {known - 1}, which the network has, got {_tokens[at]} at step {at}.", nameof(shape));
        }

        return _tokens.CreateBatches(Ignored, new StreamLayout(0, _tokens.Length - 1, warmUp: 0, shape, batchSize), WindowLengths);
    }

    /// <inheritdoc/>
    protected override (Dataset Training, Dataset Validation) SplitPart(float share, long seed)
    {
        int border = StreamLayout.Border(0, _tokens.Length, share);
        return border >= 2 && _tokens.Length - border >= 2
            ? (new TokenStreamDataset(_tokens.Slice(0, border), Ignored) { WindowLengths = WindowLengths },
                new TokenStreamDataset(_tokens.Slice(border, _tokens.Length - border), Ignored))
            : throw new ArgumentException(
                $"Expected a share that leaves 2 tokens in either part, got {share} of {_tokens.Length}.", nameof(share));
    }
}
