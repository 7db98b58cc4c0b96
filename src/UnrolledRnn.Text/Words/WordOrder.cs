namespace UnrolledRnn.Text;

/// <summary>
/// Which tokens make no sense behind which in a text that is generated: <see cref="WordPieces"/> writes none of these, and the decoder
/// would lose them without a word.
/// </summary>
internal sealed class WordOrder
{
    private readonly WordTokens _tokens;
    private readonly int[] _afterCase;
    private readonly int[] _afterJoin;
    private readonly int _join;

    /// <summary>Goes through a vocabulary once.</summary>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="count">How many.</param>
    public WordOrder(WordTokens tokens, int count)
    {
        _tokens = tokens;
        IEnumerable<int> all = Enumerable.Range(0, count);
        _join = all.First(token => tokens.MarkOf(token) == WordMarks.Join);

        // Behind a mark of capitals comes a word; behind that of a missing space what would have one, or a mark of capitals.
        _afterCase = All(token => Vocabulary.IsSpecial(token) || tokens.MarkOf(token) is not null || !tokens.IsWord(token));
        _afterJoin = All(
            token => Vocabulary.IsSpecial(token) || token == _join || (tokens.SpacingOf(token) & WordSpacing.TightBefore) != 0);

        int[] All(Func<int, bool> isRuledOut)
        {
            int[] ruledOut = [.. all.Where(isRuledOut)];
            return ruledOut.Length == count ? [] : ruledOut;
        }
    }

    /// <summary>Rules them out.</summary>
    /// <param name="last">The token before.</param>
    /// <param name="logits">One for each token; those that are ruled out become minus infinity.</param>
    public void RuleOut(int last, Span<float> logits)
    {
        switch (_tokens.MarkOf(last))
        {
            case WordMarks.Capital or WordMarks.Upper:
                RuleOut(_afterCase, logits);
                break;
            case WordMarks.Join:
                RuleOut(_afterJoin, logits);
                break;
            default:
                // Where no space would come, none is missing.
                if (last is Vocabulary.BeginOfText or Vocabulary.EndOfText || (_tokens.SpacingOf(last) & WordSpacing.TightAfter) != 0)
                {
                    logits[_join] = float.NegativeInfinity;
                }

                break;
        }
    }

    private static void RuleOut(int[] tokens, Span<float> logits)
    {
        foreach (int token in tokens)
        {
            logits[token] = float.NegativeInfinity;
        }
    }
}
