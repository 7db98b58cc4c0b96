using Microsoft.ML.Tokenizers;

namespace UnrolledRnn.Text;

public sealed partial class TextState
{
    private const int TokensBetweenLooks = 256;

    /// <summary>The most logits that a pass over a sequence writes here, 32 MiB; networks that would write more go step by step.</summary>
    private const int MostLogits = 1 << 23;

    /// <summary>
    /// Reads a text, and says how likely each of its tokens was to the network. Probabilities are those that the network is trained for,
    /// of all its outputs, with those of the <see cref="Cache"/> where there is one; the end of the text is not asked for. Long texts go by
    /// passes over as many tokens as the network's sequences have, but with a cache token by token.
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
        var sum = new ScoreSum(text, tokens, _logits.Length, withTokens);
        int read = ScoreSequences(tokens, sum, cancellation);
        for (int i = read; i < tokens.Count; i++)
        {
            if ((i - read) % TokensBetweenLooks == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            sum.Add(i, _logits, _cache, _state);
            Feed(tokens[i].Id);
        }

        NoteEnd(text);
        return sum.ToScore();
    }

    /// <summary>Reads whole sequences of the network.</summary>
    /// <returns>How many tokens they are.</returns>
    private int ScoreSequences(IReadOnlyList<EncodedToken> tokens, ScoreSum sum, CancellationToken cancellation)
    {
        NetworkShape shape = Model.Shape;
        (int length, int outputs) = (shape.SequenceLength, shape.OutputSize);
        if (_cache is not null || tokens.Count < length || shape.OutputSteps < length || (long)length * outputs > MostLogits)
        {
            return 0;
        }

        int[] ids = new int[length];
        float[] rows = new float[length * outputs];
        int read = 0;
        for (; read + length <= tokens.Count; read += length)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < length; i++)
            {
                ids[i] = tokens[read + i].Id;
            }

            Model.Network.Forward(ids, rows, _state);
            for (int i = 0; i < length; i++)
            {
                // A row has the logits behind its token.
                sum.Add(read + i, i == 0 ? _logits : rows.AsSpan((i - 1) * outputs, outputs));
                History.Add(ids[i]);
            }

            rows.AsSpan((length - 1) * outputs).CopyTo(_logits);
            EndsWithSpace = false;
        }

        return read;
    }
}
