using System.Buffers;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace UnrolledRnn.Text;

/// <summary>
/// One token for each character (Unicode scalar value) of a text, in the interface of Microsoft.ML.Tokenizers.
/// Characters outside of the vocabulary become <c>&lt;unk&gt;</c>; decoding leaves special tokens out.
/// </summary>
public sealed class CharacterTokenizer : VocabularyTokenizer
{
    private readonly Dictionary<Rune, int> _numbers = [];

    /// <summary>Creates a tokenizer.</summary>
    /// <param name="vocabulary">A vocabulary of single characters.</param>
    /// <exception cref="ArgumentException">A token that is not special has more than one character.</exception>
    public CharacterTokenizer(Vocabulary vocabulary)
        : base(vocabulary)
    {
        for (int i = 0; i < vocabulary.Count; i++)
        {
            if (Vocabulary.IsSpecial(i))
            {
                continue;
            }

            if (Rune.DecodeFromUtf16(vocabulary[i], out Rune rune, out int length) != OperationStatus.Done
                || length != vocabulary[i].Length)
            {
                throw new ArgumentException($"Token {i}, '{vocabulary[i]}', is not a single character.", nameof(vocabulary));
            }

            _numbers[rune] = i;
        }
    }

    /// <inheritdoc/>
    protected override EncodeResults<EncodedToken> EncodeToTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        ReadOnlySpan<char> source = text is null ? textSpan : text;
        List<EncodedToken> tokens = [];
        int at = 0;
        while (at < source.Length && tokens.Count < settings.MaxTokenCount)
        {
            // An unpaired surrogate decodes to the replacement character and is as unknown as that.
            Rune.DecodeFromUtf16(source[at..], out Rune rune, out int length);
            int number = _numbers.GetValueOrDefault(rune, Vocabulary.Unknown);
            tokens.Add(new EncodedToken(number, Vocabulary[number], new Range(at, at + length)));
            at += length;
        }

        return new EncodeResults<EncodedToken> { Tokens = tokens, CharsConsumed = at };
    }

    /// <inheritdoc/>
    protected override EncodeResults<int> EncodeToIds(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        ReadOnlySpan<char> source = text is null ? textSpan : text;
        List<int> tokens = new(Math.Min(source.Length, settings.MaxTokenCount));
        int at = 0;
        while (at < source.Length && tokens.Count < settings.MaxTokenCount)
        {
            Rune.DecodeFromUtf16(source[at..], out Rune rune, out int length);
            tokens.Add(_numbers.GetValueOrDefault(rune, Vocabulary.Unknown));
            at += length;
        }

        return new EncodeResults<int> { Tokens = tokens, CharsConsumed = at };
    }

    /// <inheritdoc/>
    public override OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten)
    {
        ArgumentNullException.ThrowIfNull(ids);
        idsConsumed = 0;
        charsWritten = 0;
        foreach (int id in ids)
        {
            if ((uint)id >= (uint)Vocabulary.Count)
            {
                return OperationStatus.InvalidData;
            }

            string token = Vocabulary.IsSpecial(id) ? "" : Vocabulary[id];
            if (!token.TryCopyTo(destination[charsWritten..]))
            {
                return OperationStatus.DestinationTooSmall;
            }

            charsWritten += token.Length;
            idsConsumed++;
        }

        return OperationStatus.Done;
    }
}
