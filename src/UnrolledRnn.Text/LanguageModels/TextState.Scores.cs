using Microsoft.ML.Tokenizers;

namespace UnrolledRnn.Text;

public sealed partial class TextState
{
    private const int TokensBetweenLooks = 256;

    /// <summary>
    /// Reads a text, and says how likely each of its tokens was to the network. Probabilities are those that the network is trained for,
    /// of all its outputs, with those of the <see cref="Cache"/> where there is one; the end of the text is not asked for.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="withTokens">Whether the tokens are wanted, beside their sums.</param>
    /// <param name="cancellation">Stops between two tokens.</param>
    /// <exception cref="InvalidOperationException">A largest logit is NaN or infinite.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; the state is behind the tokens that were read.</exception>
    public TextScore Score(string text, bool withTokens = true, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        IReadOnlyList<EncodedToken> tokens = Model.Tokenizer.EncodeToTokens(text, out _);
        List<TokenScore> scores = withTokens ? new(tokens.Count) : [];
        double sum = 0;
        int unknown = 0;
        long unknownCharacters = 0;
        for (int i = 0; i < tokens.Count; i++)
        {
            if (i % TokensBetweenLooks == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            EncodedToken token = tokens[i];
            double logProbability = _logits[token.Id] - Text.Logits.LogSumExp(_logits, _scratch);
            logProbability = _cache?.Mix(_state, token.Id, logProbability) ?? logProbability;
            if (token.Id == Vocabulary.Unknown)
            {
                unknown++;
                unknownCharacters += Characters(text.AsSpan(token.Offset));
            }
            else
            {
                sum += logProbability;
            }

            if (withTokens)
            {
                scores.Add(new TokenScore(token.Id, text[token.Offset], logProbability, RankOf(token.Id)));
            }

            Feed(token.Id);
        }

        NoteEnd(text);
        return new TextScore
        {
            LogProbability = sum,
            KnownTokens = tokens.Count - unknown,
            UnknownTokens = unknown,
            KnownCharacters = Characters(text) - unknownCharacters,
            Tokens = scores,
        };
    }

    private int RankOf(int token)
    {
        if (_cache is not null)
        {
            // The sum over the logits has left the probabilities there.
            _cache.MixAll(_scratch);
            return 1 + Threshold.CountAtLeast(_scratch, MathF.BitIncrement(_scratch[token]));
        }

        float above = MathF.BitIncrement(_logits[token]);
        return 1 + Threshold.CountAtLeast(_logits, above);
    }

    /// <summary>Unicode scalar values; half of a surrogate pair is one too.</summary>
    private static long Characters(ReadOnlySpan<char> text)
    {
        long characters = 0;
        foreach (System.Text.Rune _ in text.EnumerateRunes())
        {
            characters++;
        }

        return characters;
    }
}
