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

    private static readonly string[] s_special = ["<unk>", "<bos>", "<eos>"];

    private readonly string[] _tokens;
    private readonly Dictionary<string, int> _numbers;

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
                $"Expected the first tokens to be {string.Join(", ", s_special)}, got {string.Join(", ", _tokens.Take(3))}.", nameof(tokens));
        }

        _numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < _tokens.Length; i++)
        {
            if (string.IsNullOrEmpty(_tokens[i]) || !_numbers.TryAdd(_tokens[i], i))
            {
                throw new ArgumentException($"Token {i}, '{_tokens[i]}', is empty or occurs twice.", nameof(tokens));
            }
        }
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
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxCount, s_special.Length);
        var uses = new Dictionary<Rune, (int First, int Count)>();
        foreach (Rune rune in text.EnumerateRunes())
        {
            uses[rune] = uses.TryGetValue(rune, out (int First, int Count) use) ? (use.First, use.Count + 1) : (uses.Count, 1);
        }

        IEnumerable<KeyValuePair<Rune, (int First, int Count)>> kept = uses
            .OrderByDescending(use => use.Value.Count)
            .ThenBy(use => use.Value.First)
            .Take(maxCount - s_special.Length);
        if (order == VocabularyOrder.FirstUse)
        {
            kept = kept.OrderBy(use => use.Value.First);
        }

        return new Vocabulary(s_special.Concat(kept.Select(use => use.Key.ToString())));
    }

    /// <summary>The number of a token; <see cref="Unknown"/> where it is not in the vocabulary.</summary>
    public int NumberOf(string token) => _numbers.GetValueOrDefault(token, Unknown);

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
