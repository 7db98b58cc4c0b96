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
}
