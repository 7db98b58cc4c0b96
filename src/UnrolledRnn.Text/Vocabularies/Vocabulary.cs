using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace UnrolledRnn.Text;

/// <summary>
/// The tokens of a language model and their numbers. The first three are <c>&lt;unk&gt;</c>, <c>&lt;bos&gt;</c> and
/// <c>&lt;eos&gt;</c>: a token that is not in the vocabulary, the beginning and the end of a text.
/// </summary>
public sealed class Vocabulary
{
    /// <summary>The number of <c>&lt;unk&gt;</c>.</summary>
    public const int Unknown = 0;

    /// <summary>The number of <c>&lt;bos&gt;</c>.</summary>
    public const int BeginOfText = 1;

    /// <summary>The number of <c>&lt;eos&gt;</c>.</summary>
    public const int EndOfText = 2;

    /// <summary>The special tokens in the order of their numbers.</summary>
    internal static IReadOnlyList<string> Special => s_special;

    private static readonly string[] s_special = ["<unk>", "<bos>", "<eos>"];

    private readonly string[] _tokens;
    private readonly Dictionary<string, int> _numbers;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _byText;

    /// <summary>Creates a vocabulary.</summary>
    /// <param name="tokens">The tokens in the order of their numbers; the first three are the special ones.</param>
    /// <exception cref="ArgumentException">The special tokens are not there, or a token is empty or occurs twice.</exception>
    public Vocabulary(IEnumerable<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        _tokens = [.. tokens];
        if (_tokens.Length < s_special.Length || !_tokens.AsSpan(0, s_special.Length).SequenceEqual(s_special))
        {
            throw new ArgumentException(
                $"Expected the first tokens to be {string.Join(", ", s_special)}, got {string.Join(", ", _tokens.Take(3))}.",
                nameof(tokens));
        }

        _numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < _tokens.Length; i++)
        {
            if (string.IsNullOrEmpty(_tokens[i]) || !_numbers.TryAdd(_tokens[i], i))
            {
                throw new ArgumentException($"Token {i}, '{_tokens[i]}', is empty or occurs twice.", nameof(tokens));
            }
        }

        _byText = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The number of tokens, the special ones included.</summary>
    public int Count => _tokens.Length;

    /// <summary>The tokens in the order of their numbers.</summary>
    public IReadOnlyList<string> Tokens => _tokens;

    /// <summary>The token of a number.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such token.</exception>
    public string this[int number] => _tokens[number];

    /// <summary>Collects the characters (Unicode scalar values) of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="order">The order in which they get their numbers.</param>
    /// <param name="maxCount">The most tokens to have, special ones included; the most frequent characters stay.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxCount"/> leaves no room for a character.</exception>
    public static Vocabulary OfCharacters(string text, VocabularyOrder order = VocabularyOrder.Frequency, int maxCount = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(text);
        var counts = new VocabularyBuilder();
        Span<char> character = stackalloc char[2];
        foreach (Rune rune in text.EnumerateRunes())
        {
            counts.Add(character[..rune.EncodeToUtf16(character)]);
        }

        return counts.Build(maxCount, minCount: 1, order);
    }

    /// <summary>
    /// Collects the words and signs of a text, for a <see cref="WordTokenizer"/>; its marks come behind the special tokens.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="maxCount">
    /// The most tokens to have, special ones and marks included; the most frequent words stay, of equally frequent ones those used first.
    /// </param>
    /// <param name="minCount">How often a word must be in the text.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="maxCount"/> leaves no room for a word, or <paramref name="minCount"/> is below 1.
    /// </exception>
    public static Vocabulary OfWords(string text, int maxCount = int.MaxValue, int minCount = 1)
    {
        VocabularyBuilder counts = WordTokenizer.CreateVocabularyBuilder();
        counts.CheckSizes(maxCount, minCount);
        WordTokenizer.Count(text, counts);
        return counts.Build(maxCount, minCount);
    }

    /// <summary>The number of a token; <see cref="Unknown"/> where it is not in the vocabulary.</summary>
    public int NumberOf(string token) => _numbers.GetValueOrDefault(token, Unknown);

    /// <inheritdoc cref="NumberOf(string)"/>
    public int NumberOf(ReadOnlySpan<char> token) => _byText.TryGetValue(token, out int number) ? number : Unknown;

    /// <summary>Whether a number is one of the three special tokens.</summary>
    public static bool IsSpecial(int number) => (uint)number < (uint)s_special.Length;

    /// <summary>
    /// The tokens as a JSON array, for a model file's metadata. A token with half of a surrogate pair, which no text in UTF-8 can hold, is
    /// an array of its UTF-16 code units.
    /// </summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (string token in _tokens)
            {
                Write(writer, token);
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads what <see cref="ToJson"/> has written.</summary>
    /// <exception cref="FormatException">It is no vocabulary.</exception>
    public static Vocabulary FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return new Vocabulary(document.RootElement.EnumerateArray().Select(Read));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"Not a vocabulary: {exception.Message}", exception);
        }
    }

    private static void Write(Utf8JsonWriter writer, string token)
    {
        if (Utf8.FromUtf16(token, new byte[3 * token.Length], out _, out _, replaceInvalidSequences: false) == OperationStatus.Done)
        {
            writer.WriteStringValue(token);
            return;
        }

        writer.WriteStartArray();
        foreach (char unit in token)
        {
            writer.WriteNumberValue((int)unit);
        }

        writer.WriteEndArray();
    }

    private static string Read(JsonElement token) => token.ValueKind == JsonValueKind.Array
        ? string.Concat(token.EnumerateArray().Select(unit => (char)unit.GetUInt16()))
        : token.GetString() ?? "";
}
