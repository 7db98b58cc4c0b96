namespace UnrolledRnn.Text;

/// <summary>How the likeliest continuations are searched.</summary>
public sealed record BeamSearchOptions
{
    /// <summary>The most beams: each costs a state of the network and two rows of logits.</summary>
    public const int WidestSearch = 4096;

    /// <summary>Continuations that are followed at a time; from 1, which takes the likeliest token each time, to 4096.</summary>
    public int Width
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Width));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, WidestSearch, nameof(Width));
            field = value;
        }
    } = 4;

    /// <summary>The most tokens of a continuation; at least 0.</summary>
    public int MaxTokens
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(MaxTokens));
            field = value;
        }
    } = 50;

    /// <summary>
    /// The power of its length by which a log-probability is divided to be compared: 0 seeks the likeliest continuation, which is often
    /// short, 1 the one of the likeliest tokens in the mean. At least 0.
    /// </summary>
    public float LengthPenalty
    {
        get;
        init => field = value >= 0 && float.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LengthPenalty), value, "Expected a finite number of at least 0.");
    } = 1;
}
