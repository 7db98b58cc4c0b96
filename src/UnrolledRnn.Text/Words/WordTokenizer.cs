using System.Buffers;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace UnrolledRnn.Text;

/// <summary>
/// Words and signs of a text as tokens, in the interface of Microsoft.ML.Tokenizers. The same text always gives the same tokens, and
/// decoding gives it back up to spaces: no letter, digit, sign or line end is lost but with a word outside of the vocabulary.
/// <list type="bullet">
/// <item>A word is letters with the combining marks and apostrophes among them: <c>don't</c>, <c>o'clock</c>. A possessive's <c>'s</c> is a
/// token of its own, and so is a hyphen. A script without spaces between its words is not cut into words.</item>
/// <item>A word with a capital in front is <c>&lt;maj&gt;</c> and the word without it, one in capitals is <c>&lt;up&gt;</c> and the word
/// without them. A word of any other case, such as <c>McDonald</c>, is taken as it is.</item>
/// <item>Each digit is a token; one that goes on with what is before it, without a space, is spelled <c>##7</c>.</item>
/// <item>Each sign is a token, <c>--</c> is one. A quotation mark that opens is spelled with a space before it; hyphens, dashes, slashes,
/// apostrophes and their like with the spaces that are around them.</item>
/// <item><c>\n</c> ends a line, <c>\n\n</c> is that and the blank line behind it. Other white space between tokens is one space, or none
/// where none is usual, as before a comma.</item>
/// <item><c>&lt;join&gt;</c> says that no space comes before the next token, where one would be usual: <c>5&lt;join&gt;th</c>.</item>
/// <item>A text that is generated has marks only where they say something: <c>&lt;maj&gt;</c> and <c>&lt;up&gt;</c> before a word,
/// <c>&lt;join&gt;</c> before what would have a space.</item>
/// <item>A word or sign outside of the vocabulary is <c>&lt;unk&gt;</c>, and so is <c>&lt;unk&gt;</c> in the text; decoding writes
/// <c>&lt;unk&gt;</c>.</item>
/// </list>
/// </summary>
public sealed class WordTokenizer : VocabularyTokenizer
{
    private readonly WordTokens _tokens;
    private readonly WordOrder _order;

    /// <summary>Creates a tokenizer.</summary>
    /// <param name="vocabulary">A vocabulary such as <see cref="Vocabulary.OfWords"/> makes.</param>
    /// <exception cref="ArgumentException">A mark of capitals, or that of a missing space, is not in the vocabulary.</exception>
    public WordTokenizer(Vocabulary vocabulary)
        : base(vocabulary)
    {
        foreach (string mark in WordMarks.All)
        {
            if (vocabulary.NumberOf(mark) == Vocabulary.Unknown)
            {
                throw new ArgumentException($"Expected a vocabulary of words, which has {mark}, got one without it.", nameof(vocabulary));
            }
        }

        _tokens = new WordTokens(vocabulary);
        _order = new WordOrder(_tokens, vocabulary.Count);
    }

    /// <summary>Begins a vocabulary of words, for a text in parts; of a text in one, <see cref="Vocabulary.OfWords"/> makes it.</summary>
    public static VocabularyBuilder CreateVocabularyBuilder() => new(WordMarks.All);

    /// <summary>Counts the tokens of a part of a text, which consists of whole lines.</summary>
    /// <param name="text">The part.</param>
    /// <param name="counts">Where they are counted.</param>
    public static void Count(string text, VocabularyBuilder counts)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(counts);
        var pieces = new WordPieces(text);
        while (pieces.MoveNext())
        {
            counts.Add(pieces.Current);
        }
    }

    /// <inheritdoc/>
    public override TokenDecoder CreateDecoder(string prompt = "")
    {
        ArgumentNullException.ThrowIfNull(prompt);
        var last = WordSpacing.TightAfter;
        var pieces = new WordPieces(prompt);
        while (pieces.MoveNext())
        {
            last = WordSpelling.SpacingOf(pieces.Current);
        }

        bool endsWithSpace = prompt.Length > 0 && char.IsWhiteSpace(prompt[^1]);
        return new WordDecoder(_tokens, endsWithSpace ? WordSpacing.TightAfter : last);
    }

    /// <inheritdoc/>
    internal override void RuleOut(int last, Span<float> logits) => _order.RuleOut(last, logits);

    /// <inheritdoc/>
    public override string Decode(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var text = new StringBuilder();
        var decoder = new WordDecoder(_tokens);
        foreach (int id in ids)
        {
            text.Append(decoder.Append(id));
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public override OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten)
    {
        ArgumentNullException.ThrowIfNull(ids);
        idsConsumed = 0;
        charsWritten = 0;
        int pending = 0;
        var decoder = new WordDecoder(_tokens);
        foreach (int id in ids)
        {
            if ((uint)id >= (uint)Vocabulary.Count)
            {
                return OperationStatus.InvalidData;
            }

            string piece = decoder.Append(id);
            if (!piece.TryCopyTo(destination[charsWritten..]))
            {
                return OperationStatus.DestinationTooSmall;
            }

            // A mark is done with when its word is.
            pending++;
            if (_tokens.MarkOf(id) is null)
            {
                (idsConsumed, pending) = (idsConsumed + pending, 0);
            }

            charsWritten += piece.Length;
        }

        idsConsumed += pending;
        return OperationStatus.Done;
    }

    /// <inheritdoc/>
    protected override EncodeResults<EncodedToken> EncodeToTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        List<EncodedToken> tokens = [];
        var pieces = new WordPieces(text is null ? textSpan : text);
        int consumed = 0;
        while (tokens.Count < settings.MaxTokenCount && pieces.MoveNext())
        {
            int number = Vocabulary.NumberOf(pieces.Current);
            tokens.Add(new EncodedToken(number, Vocabulary[number], pieces.Start..pieces.End));
            consumed = pieces.End;
        }

        return new EncodeResults<EncodedToken> { Tokens = tokens, CharsConsumed = consumed };
    }

    /// <inheritdoc/>
    protected override EncodeResults<int> EncodeToIds(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        List<int> tokens = [];
        var pieces = new WordPieces(text is null ? textSpan : text);
        int consumed = 0;
        while (tokens.Count < settings.MaxTokenCount && pieces.MoveNext())
        {
            tokens.Add(Vocabulary.NumberOf(pieces.Current));
            consumed = pieces.End;
        }

        return new EncodeResults<int> { Tokens = tokens, CharsConsumed = consumed };
    }
}
