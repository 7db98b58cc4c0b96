using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Training;

/// <summary>A text whose last part is held out, and the vocabulary of the other.</summary>
internal sealed class TextParts
{
    /// <summary>Splits a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="heldOut">The part that is held out.</param>
    /// <param name="tokens">What its tokens are.</param>
    /// <param name="mostTokens">The most tokens of the vocabulary; the most frequent ones stay.</param>
    /// <exception cref="ArgumentException">The text is too short, or there are more tokens.</exception>
    public TextParts(string text, double heldOut, TextTokens tokens, int mostTokens)
    {
        int trainingLength = (int)(text.Length * (1 - heldOut));
        if (trainingLength > 0 && trainingLength < text.Length && char.IsSurrogatePair(text, trainingLength - 1))
        {
            trainingLength--;
        }

        if (trainingLength < 2 || text.Length - trainingLength < 2)
        {
            throw new ArgumentException($"The text has {text.Length} characters, too few to train on and to hold some out.", nameof(text));
        }

        Tokenizer = tokens.CreateTokenizer(text[..trainingLength], mostTokens);
        Training = new TextPart(text[..trainingLength], Tokenizer);
        HeldOut = new TextPart(text[trainingLength..], Tokenizer);
    }

    /// <summary>The tokens of the training part, the most frequent ones where there are more than room.</summary>
    public Vocabulary Vocabulary => Tokenizer.Vocabulary;

    /// <summary>The tokenizer of the vocabulary.</summary>
    public VocabularyTokenizer Tokenizer { get; }

    /// <summary>The part to train on.</summary>
    public TextPart Training { get; }

    /// <summary>The part that is held out.</summary>
    public TextPart HeldOut { get; }

    /// <summary>How many tokens of the text are not in the vocabulary.</summary>
    public int UnknownTokens => Training.UnknownTokens + HeldOut.UnknownTokens;

    /// <summary>The part of the tokens that is not in the vocabulary, in that part of the text where it is larger.</summary>
    public double UnknownShare => Math.Max(Training.UnknownShare, HeldOut.UnknownShare);
}
