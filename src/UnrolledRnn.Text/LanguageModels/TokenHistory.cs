namespace UnrolledRnn.Text;

/// <summary>The last tokens of a text, the oldest first.</summary>
internal sealed class TokenHistory
{
    /// <summary>The most tokens that are kept.</summary>
    public const int Capacity = SamplingOptions.LongestRepetitionWindow;

    private readonly int[] _tokens = new int[Capacity];
    private int _next;

    /// <summary>Tokens that are kept.</summary>
    public int Count { get; private set; }

    /// <summary>One of them.</summary>
    /// <param name="index">From 0, the oldest, to <see cref="Count"/> - 1.</param>
    public int this[int index] => _tokens[(_next - Count + index + Capacity) % Capacity];

    /// <summary>Adds a token, and forgets the oldest one where there are too many.</summary>
    public void Add(int token)
    {
        _tokens[_next] = token;
        _next = (_next + 1) % Capacity;
        Count = Math.Min(Count + 1, Capacity);
    }

    /// <summary>Another one of the same tokens.</summary>
    public TokenHistory Copy()
    {
        var copy = new TokenHistory();
        _tokens.CopyTo(copy._tokens, 0);
        (copy._next, copy.Count) = (_next, Count);
        return copy;
    }
}
