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

    /// <summary>Becomes a copy of another one.</summary>
    public void CopyFrom(TokenHistory other)
    {
        other._tokens.CopyTo(_tokens, 0);
        (_next, Count) = (other._next, other.Count);
    }
}
