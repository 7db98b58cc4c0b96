namespace UnrolledRnn.Text;

/// <summary>
/// How likely a text was. Tokens that the vocabulary does not have are counted apart, and are no part of the other numbers.
/// </summary>
public sealed record TextScore
{
    /// <summary>The sum over known tokens, in nats.</summary>
    public required double LogProbability { get; init; }

    /// <summary>Tokens of the vocabulary.</summary>
    public required long KnownTokens { get; init; }

    /// <summary>Tokens that became <c>&lt;unk&gt;</c>.</summary>
    public required long UnknownTokens { get; init; }

    /// <summary>Characters (Unicode scalar values) of the text, without those of unknown tokens.</summary>
    public required long KnownCharacters { get; init; }

    /// <summary>Every token, unknown ones too, in the order of the text; none where only sums are wanted.</summary>
    public IReadOnlyList<TokenScore> Tokens { get; init; } = [];

    /// <summary>Nats per known token; NaN without one.</summary>
    public double Loss => -LogProbability / KnownTokens;

    /// <summary>e^<see cref="Loss"/>: among how many equally likely tokens the network would have been as unsure.</summary>
    public double Perplexity => Math.Exp(Loss);

    /// <summary>Bits per known character; NaN without one. Comparable between models of other tokens.</summary>
    public double BitsPerCharacter => KnownCharacters == 0 ? double.NaN : -LogProbability / Math.Log(2) / KnownCharacters;

    /// <summary>The part of the tokens that is unknown; 0 where there are none.</summary>
    public double UnknownShare => UnknownTokens == 0 ? 0 : UnknownTokens / (double)(KnownTokens + UnknownTokens);

    /// <summary>The sums over texts, without their tokens.</summary>
    /// <param name="scores">Any number of texts.</param>
    public static TextScore Sum(IEnumerable<TextScore> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var sum = new TextScore { LogProbability = 0, KnownTokens = 0, UnknownTokens = 0, KnownCharacters = 0 };
        foreach (TextScore score in scores)
        {
            sum = new TextScore
            {
                LogProbability = sum.LogProbability + score.LogProbability,
                KnownTokens = sum.KnownTokens + score.KnownTokens,
                UnknownTokens = sum.UnknownTokens + score.UnknownTokens,
                KnownCharacters = sum.KnownCharacters + score.KnownCharacters,
            };
        }

        return sum;
    }
}
