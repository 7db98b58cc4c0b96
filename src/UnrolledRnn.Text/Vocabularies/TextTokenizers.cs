namespace UnrolledRnn.Text;

/// <summary>Tokenizers among the texts of a model file, so that the file alone continues a prompt.</summary>
public static class TextTokenizers
{
    /// <summary>The key of the vocabulary.</summary>
    public const string VocabularyKey = "unrolled_rnn.vocabulary";

    /// <summary>
    /// The key that says what the tokens are, <c>words</c>, <c>subwords</c> or <c>sentencepiece</c>; files of characters have none.
    /// </summary>
    public const string KindKey = "unrolled_rnn.tokens";

    private const string Characters = "characters";
    private const string Words = "words";
    private const string Subwords = "subwords";
    private const string Pieces = "sentencepiece";
    private const string MergesKey = "unrolled_rnn.merges";
    private const string PiecesKey = "unrolled_rnn.sentencepiece";

    /// <summary>Adds a tokenizer to the texts of a model file.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="tokenizer">A tokenizer of this library.</param>
    /// <exception cref="ArgumentException">It is of another kind, which a file cannot tell.</exception>
    public static void AddTo(IDictionary<string, string> texts, VocabularyTokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(tokenizer);
        texts.Remove(KindKey);
        texts.Remove(MergesKey);
        texts.Remove(PiecesKey);
        switch (tokenizer)
        {
            case CharacterTokenizer:
                break;
            case WordTokenizer:
                texts[KindKey] = Words;
                break;
            case SubwordTokenizer subwords:
                texts[KindKey] = Subwords;
                texts[MergesKey] = string.Join('\n', subwords.Merges);
                break;
            case PieceTokenizer pieces:
                texts[KindKey] = Pieces;
                texts[PiecesKey] = Convert.ToBase64String(pieces.File);
                break;
            default:
                throw new ArgumentException(
                    "Expected a tokenizer of characters, words, subwords or pieces, "
                    + $"got {tokenizer.GetType().Name}, which a file cannot tell.",
                    nameof(tokenizer));
        }

        texts[VocabularyKey] = tokenizer.Vocabulary.ToJson();
    }

    /// <summary>Reads what <see cref="AddTo"/> has written.</summary>
    /// <param name="texts">The texts of a model file.</param>
    /// <exception cref="FormatException">There is no tokenizer, it cannot be read, or it is of a kind that is not known.</exception>
    public static VocabularyTokenizer From(IReadOnlyDictionary<string, string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (!texts.TryGetValue(VocabularyKey, out string? json))
        {
            throw new FormatException($"Expected a text '{VocabularyKey}', found none.");
        }

        string kind = texts.GetValueOrDefault(KindKey, Characters);
        try
        {
            return kind switch
            {
                Characters => new CharacterTokenizer(Vocabulary.FromJson(json)),
                Words => new WordTokenizer(Vocabulary.FromJson(json)),
                Subwords => new SubwordTokenizer(Vocabulary.FromJson(json), MergesOf(texts)),
                Pieces => PiecesOf(texts, Vocabulary.FromJson(json)),
                _ => throw new FormatException(
                    $"Expected '{KindKey}' to be {Characters}, {Words}, {Subwords} or {Pieces}, found '{kind}'."),
            };
        }
        catch (ArgumentException exception)
        {
            throw new FormatException($"The vocabulary is not one of {kind}: {exception.Message}", exception);
        }
    }

    private static string[] MergesOf(IReadOnlyDictionary<string, string> texts) => texts.TryGetValue(MergesKey, out string? merges)
        ? merges.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        : throw new FormatException($"Expected a text '{MergesKey}', found none.");

    private static PieceTokenizer PiecesOf(IReadOnlyDictionary<string, string> texts, Vocabulary vocabulary)
    {
        if (!texts.TryGetValue(PiecesKey, out string? file))
        {
            throw new FormatException($"Expected a text '{PiecesKey}', found none.");
        }

        PieceTokenizer tokenizer = PieceTokenizer.Load(Convert.FromBase64String(file));
        return tokenizer.Vocabulary.Tokens.SequenceEqual(vocabulary.Tokens)
            ? tokenizer
            : throw new FormatException($"Expected '{VocabularyKey}' to be the pieces of '{PiecesKey}', found others.");
    }
}
