using System.Text;
using Microsoft.ML.Tokenizers;

namespace UnrolledRnn.Text;

/// <summary>Adds up how likely the tokens of a text were.</summary>
/// <param name="text">The text.</param>
/// <param name="tokens">Its tokens.</param>
/// <param name="outputs">Outputs of the network.</param>
/// <param name="withTokens">Whether each token is kept.</param>
internal sealed class ScoreSum(string text, IReadOnlyList<EncodedToken> tokens, int outputs, bool withTokens)
{
    private readonly List<TokenScore> _scores = withTokens ? new(tokens.Count) : [];
    private readonly float[] _scratch = new float[outputs];
    private double _sum;
    private int _unknown;
    private long _unknownCharacters;

    /// <summary>Adds a token.</summary>
    /// <param name="index">Which of the text.</param>
    /// <param name="logits">[nOut], those in front of it.</param>
    /// <param name="cache">What is mixed into their probabilities, or null.</param>
    /// <param name="state">The network's state in front of it, for the cache.</param>
    /// <exception cref="InvalidOperationException">The largest logit is NaN or infinite.</exception>
    public void Add(int index, ReadOnlySpan<float> logits, CachedStates? cache = null, ReadOnlySpan<float> state = default)
    {
        EncodedToken token = tokens[index];
        double logProbability = logits[token.Id] - Logits.LogSumExp(logits, _scratch);
        logProbability = cache?.Mix(state, token.Id, logProbability) ?? logProbability;
        if (token.Id == Vocabulary.Unknown)
        {
            _unknown++;
            _unknownCharacters += Characters(text.AsSpan(token.Offset));
        }
        else
        {
            _sum += logProbability;
        }

        if (withTokens)
        {
            _scores.Add(new TokenScore(token.Id, text[token.Offset], logProbability, RankOf(token.Id, logits, cache)));
        }
    }

    /// <summary>The sums.</summary>
    public TextScore ToScore() => new()
    {
        LogProbability = _sum,
        KnownTokens = tokens.Count - _unknown,
        UnknownTokens = _unknown,
        KnownCharacters = Characters(text) - _unknownCharacters,
        Tokens = _scores,
    };

    private int RankOf(int token, ReadOnlySpan<float> logits, CachedStates? cache)
    {
        if (cache is null)
        {
            return 1 + Threshold.CountAtLeast(logits, MathF.BitIncrement(logits[token]));
        }

        // The sum over the logits has left the probabilities there.
        cache.MixAll(_scratch);
        return 1 + Threshold.CountAtLeast(_scratch, MathF.BitIncrement(_scratch[token]));
    }

    /// <summary>Unicode scalar values; half of a surrogate pair is one too.</summary>
    private static long Characters(ReadOnlySpan<char> text)
    {
        long characters = 0;
        foreach (Rune _ in text.EnumerateRunes())
        {
            characters++;
        }

        return characters;
    }
}
