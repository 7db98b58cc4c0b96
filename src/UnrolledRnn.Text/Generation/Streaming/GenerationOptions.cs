namespace UnrolledRnn.Text;

/// <summary>How a text is continued, and where it ends; it always ends at <c>&lt;eos&gt;</c>.</summary>
public sealed record GenerationOptions
{
    /// <summary>The most tokens to generate; at least 0.</summary>
    public int MaxTokens
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(MaxTokens));
            field = value;
        }
    } = 200;

    /// <summary>How tokens are drawn.</summary>
    public SamplingOptions Sampling
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Sampling));
            field = value;
        }
    } = new();

    /// <summary>Chooses the tokens instead of what <see cref="Sampling"/> says; null for that.</summary>
    public ITokenSampler? Sampler { get; init; }

    /// <summary>Texts at which the continuation ends, whatever tokens they are made of; none of them is handed out.</summary>
    public IReadOnlyList<string> StopTexts
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(StopTexts));
            field = value.All(text => !string.IsNullOrEmpty(text))
                ? value
                : throw new ArgumentException("Expected texts, got one that is empty or null.", nameof(StopTexts));
        }
    } = [];
}
