using Microsoft.ML.Tokenizers;

namespace UnrolledRnn.Text;

/// <summary>A tokenizer whose numbers are those of a <see cref="Text.Vocabulary"/>.</summary>
public abstract class VocabularyTokenizer : Tokenizer
{
    /// <summary>Begins a tokenizer.</summary>
    /// <param name="vocabulary">The tokens and their numbers.</param>
    protected VocabularyTokenizer(Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        Vocabulary = vocabulary;
    }

    /// <summary>The tokens and their numbers.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The numbers of the tokens of a text, between <c>&lt;bos&gt;</c> and <c>&lt;eos&gt;</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="unknown">How many tokens became <c>&lt;unk&gt;</c>.</param>
    public int[] EncodeText(string text, out int unknown)
    {
        ArgumentNullException.ThrowIfNull(text);
        int[] tokens = [Vocabulary.BeginOfText, .. EncodeToIds(text), Vocabulary.EndOfText];
        unknown = tokens.AsSpan().Count(Vocabulary.Unknown);
        return tokens;
    }

    /// <summary>A decoder that gets tokens one at a time.</summary>
    /// <param name="prompt">The text that the tokens go on with; it is not written again.</param>
    public virtual TokenDecoder CreateDecoder(string prompt = "") => new PlainDecoder(Vocabulary);

    /// <summary>Rules out tokens that make no sense behind another one, such as a mark of a capital behind such a mark.</summary>
    /// <param name="last">The token before; <see cref="Vocabulary.BeginOfText"/> where none is known.</param>
    /// <param name="logits">One for each token of the vocabulary; those that are ruled out become minus infinity.</param>
    internal virtual void RuleOut(int last, Span<float> logits)
    {
    }
}
