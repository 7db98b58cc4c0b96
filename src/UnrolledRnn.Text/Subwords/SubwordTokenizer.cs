using System.Buffers;
using System.Text.Json;
using Microsoft.ML.Tokenizers;

namespace UnrolledRnn.Text;

/// <summary>
/// Parts of words as tokens, by byte-level BPE as Microsoft.ML.Tokenizers has it: any text comes back from its tokens to the last
/// character, and none is unknown. <see cref="SubwordTrainer"/> makes one of a text.
/// </summary>
public sealed class SubwordTokenizer : VocabularyTokenizer
{
    private readonly BpeTokenizer _bpe;
    private readonly byte[][] _bytes;

    /// <summary>Creates a tokenizer.</summary>
    /// <param name="vocabulary">
    /// Behind the special tokens, the 256 letters of bytes as GPT-2 has them, and what merges make of them.
    /// </param>
    /// <param name="merges">Pairs of tokens that become one, such as <c>t h</c>, the first ones first.</param>
    /// <exception cref="ArgumentException">
    /// A byte has no token, a token is of other letters, or a merge is of tokens that are not there.
    /// </exception>
    public SubwordTokenizer(Vocabulary vocabulary, IEnumerable<string> merges)
        : base(vocabulary)
    {
        ArgumentNullException.ThrowIfNull(merges);
        Merges = [.. merges];
        _bytes = new byte[vocabulary.Count][];
        for (int i = 0; i < _bytes.Length; i++)
        {
            _bytes[i] = Vocabulary.IsSpecial(i) ? [] : ByteLetters.BytesOf(vocabulary[i]) ?? throw new ArgumentException(
                $"Expected tokens of the letters of bytes, got token {i}, '{vocabulary[i]}'.", nameof(vocabulary));
        }

        foreach (char letter in ByteLetters.All)
        {
            Require(vocabulary, letter.ToString(), nameof(vocabulary));
        }

        foreach (string merge in Merges)
        {
            string[] pair = merge.Split(' ');
            if (pair.Length != 2)
            {
                throw new ArgumentException($"Expected merges of two tokens and a space between them, got '{merge}'.", nameof(merges));
            }

            Require(vocabulary, pair[0], nameof(merges));
            Require(vocabulary, pair[1], nameof(merges));
            Require(vocabulary, pair[0] + pair[1], nameof(merges));
        }

        _bpe = BpeTokenizer.Create(new BpeOptions(vocabulary.Tokens.Select((token, number) => KeyValuePair.Create(token, number)))
        {
            Merges = Merges,
            ByteLevel = true,
            PreTokenizer = new RegexPreTokenizer(SubwordPieces.Pattern(), specialTokens: null),
        });
    }

    /// <summary>Pairs of tokens that become one, the first ones first.</summary>
    public IReadOnlyList<string> Merges { get; }

    /// <summary>Reads the two files in which byte-level BPE is spread, such as those of GPT-2.</summary>
    /// <param name="vocabulary"><c>vocab.json</c>, an object of tokens and their numbers; left open.</param>
    /// <param name="merges"><c>merges.txt</c>, a line for each pair; left open.</param>
    /// <returns>
    /// The tokenizer. Its numbers are those of the file behind the special tokens, without tokens that are no letters of bytes.
    /// </returns>
    /// <exception cref="FormatException">They are no such files, or do not fit each other.</exception>
    public static SubwordTokenizer Load(Stream vocabulary, Stream merges)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(merges);
        try
        {
            using JsonDocument document = JsonDocument.Parse(vocabulary);
            IEnumerable<string> tokens = document.RootElement.EnumerateObject()
                .OrderBy(token => token.Value.GetInt32())
                .Select(token => token.Name)
                .Where(token => !Vocabulary.Special.Contains(token) && ByteLetters.BytesOf(token) is not null);
            using var reader = new StreamReader(merges, leaveOpen: true);
            IEnumerable<string> pairs = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.TrimEnd('\r'))
                .Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal));
            return new SubwordTokenizer(new Vocabulary([.. Vocabulary.Special, .. tokens]), pairs);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw new FormatException($"Not the vocabulary and the merges of byte-level BPE: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public override TokenDecoder CreateDecoder(string prompt = "") => new SubwordDecoder(_bytes);

    /// <inheritdoc/>
    public override string Decode(IEnumerable<int> ids) => DecodedText.Of(ids, CreateDecoder());

    /// <inheritdoc/>
    public override OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten) =>
        DecodedText.Write(ids, CreateDecoder(), Vocabulary.Count, destination, out idsConsumed, out charsWritten);

    /// <inheritdoc/>
    protected override EncodeResults<EncodedToken> EncodeToTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        IReadOnlyList<EncodedToken> tokens = _bpe.EncodeToTokens(text is null ? textSpan : text, out _);
        int count = Math.Min(tokens.Count, settings.MaxTokenCount);
        int length = text is null ? textSpan.Length : text.Length;
        int consumed = count == tokens.Count ? length : count == 0 ? 0 : tokens[count - 1].Offset.End.Value;
        return new EncodeResults<EncodedToken> { Tokens = [.. tokens.Take(count)], CharsConsumed = consumed };
    }

    /// <inheritdoc/>
    protected override EncodeResults<int> EncodeToIds(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        IReadOnlyList<int> tokens =
            _bpe.EncodeToIds(text is null ? textSpan : text, settings.MaxTokenCount, out _, out int consumed);
        return new EncodeResults<int> { Tokens = tokens, CharsConsumed = consumed };
    }

    private static void Require(Vocabulary vocabulary, string token, string parameter)
    {
        if (vocabulary.NumberOf(token) == Vocabulary.Unknown)
        {
            throw new ArgumentException($"Expected a token '{token}' in the vocabulary, found none.", parameter);
        }
    }
}
