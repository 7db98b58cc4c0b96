namespace UnrolledRnn.Text;

/// <summary>
/// A neural cache (Grave, Joulin and Usunier, "Improving Neural Language Models with a Continuous Cache", 2016): a token that came behind
/// a state like the one at hand becomes likelier. Of the last states h_i of the last recurrent layer and the tokens x_i that came behind
/// them, p_cache(x) is the sum of the weights e^(θ h·h_i) of those whose token is x, over the sum of all weights; a text is scored by
/// (1 - λ) p(x) + λ p_cache(x).
/// </summary>
public sealed record NeuralCache
{
    /// <summary>The most states that are kept.</summary>
    public const int LongestWindow = 1_000_000;

    /// <summary>How many of the last states are kept; from 1 to <see cref="LongestWindow"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to another number.</exception>
    public int Window
    {
        get;
        init => field = value is >= 1 and <= LongestWindow
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Window), value, $"Expected from 1 to {LongestWindow} states, got {value}.");
    } = 500;

    /// <summary>θ, how much states must be like the one at hand; finite, at least 0, where all weigh the same.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to another number.</exception>
    public float Theta
    {
        get;
        init => field = value >= 0 && float.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Theta), value, $"Expected a finite number of at least 0, got {value}.");
    } = 1;

    /// <summary>λ, the part of the cache in a probability; from 0 to below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to another number.</exception>
    public float Lambda
    {
        get;
        init => field = value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Lambda), value, $"Expected a number from 0 to below 1, got {value}.");
    } = 0.1f;
}
