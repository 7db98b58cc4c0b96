namespace UnrolledRnn.Text;

/// <summary>How tokens are drawn, in the names and the order of most libraries: penalty, temperature, top-k, top-p.</summary>
public sealed record SamplingOptions
{
    /// <summary>The most that <see cref="RepetitionWindow"/> can be.</summary>
    public const int LongestRepetitionWindow = 1024;

    /// <summary>Always the likeliest token.</summary>
    public static SamplingOptions Greedy { get; } = new() { Temperature = 0 };

    /// <summary>Below 1 keeps to likely tokens, above 1 dares more; 0 always takes the likeliest. At least 0.</summary>
    public float Temperature
    {
        get;
        init => field = Check(value >= 0 && float.IsFinite(value), value, nameof(Temperature), "a finite number of at least 0");
    } = 1;

    /// <summary>How many of the likeliest tokens are drawn from; 0 for all. At least 0.</summary>
    public int TopK
    {
        get;
        init => field = Check(value >= 0, value, nameof(TopK), "at least 0");
    }

    /// <summary>The probability of the likeliest tokens that are drawn from, the nucleus; above 0, at most 1, for all.</summary>
    public float TopP
    {
        get;
        init => field = Check(value > 0 && value <= 1, value, nameof(TopP), "a number above 0 and at most 1");
    } = 1;

    /// <summary>
    /// Above 1 avoids tokens that the text already has, 1 does nothing; above 0. See <see cref="Text.RepetitionPenalty"/>.
    /// </summary>
    public float RepetitionPenalty
    {
        get;
        init => field = Check(value > 0 && float.IsFinite(value), value, nameof(RepetitionPenalty), "a finite number above 0");
    } = 1;

    /// <summary>How many of the last tokens the penalty looks at; from 1 to <see cref="LongestRepetitionWindow"/>.</summary>
    public int RepetitionWindow
    {
        get;
        init => field = Check(
            value is >= 1 and <= LongestRepetitionWindow, value, nameof(RepetitionWindow), $"from 1 to {LongestRepetitionWindow}");
    } = 64;

    /// <summary>The same seed draws the same tokens.</summary>
    public long Seed { get; init; }

    /// <summary>Makes a sampler.</summary>
    /// <param name="drawn">Tokens that were drawn before: the sampler goes on as the one that drew them; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="drawn"/> is negative.</exception>
    public ITokenSampler CreateSampler(long drawn = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(drawn);
        List<ILogitsProcessor> processors = [];
        if (RepetitionPenalty != 1)
        {
            processors.Add(new RepetitionPenalty(RepetitionPenalty, RepetitionWindow));
        }

        ITokenSampler sampler = Temperature == 0 ? new GreedySampler() : Drawing(processors, drawn);
        return processors.Count == 0 ? sampler : new SamplerChain(processors, sampler);
    }

    private TemperatureSampler Drawing(List<ILogitsProcessor> processors, long drawn)
    {
        if (TopK > 0)
        {
            processors.Add(new TopKFilter(TopK));
        }

        // Which tokens are the likeliest does not depend on the temperature, but how much probability they have does.
        if (TopP < 1)
        {
            processors.Add(new TemperatureScaling(Temperature));
            processors.Add(new TopPFilter(TopP));
        }

        var sampler = new TemperatureSampler(TopP < 1 ? 1 : Temperature, Seed);
        sampler.Skip(drawn);
        return sampler;
    }

    private static T Check<T>(bool isValid, T value, string name, string expected) => isValid
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"Expected {expected}.");
}
