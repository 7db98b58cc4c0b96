using UnrolledRnn.Text;
using UnrolledRnn.Training;

namespace UnrolledRnn.Cli.Training;

/// <summary>
/// A part of a text in which tokens outside of the vocabulary are inputs, but no targets: to foretell <c>&lt;unk&gt;</c>
/// is easy where much is unknown, and would make a loss look better than the model is.
/// </summary>
internal sealed class TextPart
{
    private readonly int _tokens;

    /// <summary>Reads a part of a text as tokens.</summary>
    public TextPart(string text, VocabularyTokenizer tokenizer)
    {
        int[] tokens = tokenizer.EncodeText(text, out int unknown);
        _tokens = tokens.Length;
        UnknownTokens = unknown;
        Data = new TokenStreamDataset(tokens, Vocabulary.Unknown);
    }

    /// <summary>The part as data to train on, or to validate with.</summary>
    public TokenStreamDataset Data { get; }

    /// <summary>Tokens outside of the vocabulary.</summary>
    public int UnknownTokens { get; }

    /// <summary>The part of all tokens that is outside of the vocabulary.</summary>
    public double UnknownShare => (double)UnknownTokens / Math.Max(1, _tokens - 2);

    /// <summary>Known tokens, and the end of the text.</summary>
    public int TargetCount => _tokens - 1 - UnknownTokens;
}
