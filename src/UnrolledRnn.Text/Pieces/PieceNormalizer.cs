using System.Buffers;
using System.Text;

namespace UnrolledRnn.Text;

/// <summary>Brings a text into the form of the pieces: its characters mapped, its spaces counted and spelled <c>▁</c>.</summary>
/// <param name="model">How.</param>
/// <param name="userDefined">Pieces that stay as they are.</param>
internal sealed class PieceNormalizer(SentencePieceModel model, PieceTrie userDefined)
{
    private readonly CharacterMap? _map = model.CharacterMap.Length == 0 ? null : new CharacterMap(model.CharacterMap);

    private ReadOnlySpan<byte> Space => model.EscapesSpaces ? "▁"u8 : " "u8;

    /// <summary>Normalizes a text; half of a surrogate pair is U+FFFD, as in UTF-8.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hasPlaces">Whether to note where bytes come from.</param>
    public NormalizedText Normalize(ReadOnlySpan<char> text, bool hasPlaces)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(text));
        ReadOnlySpan<byte> rest = rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented));
        var result = new NormalizedText(rest.Length + (rest.Length / 2) + Space.Length, hasPlaces);
        while (model.RemovesSpaces && Next(rest, out int length) is [(byte)' '])
        {
            Skip(ref rest, length, result);
        }

        if (!rest.IsEmpty)
        {
            Add(rest, result);
        }

        ArrayPool<byte>.Shared.Return(rented);
        return result;
    }

    private void Add(ReadOnlySpan<byte> rest, NormalizedText result)
    {
        if (model.AddsSpace && !model.HasSpaceBehind)
        {
            result.Add(Space);
        }

        bool isBehindSpace = model.RemovesSpaces;
        while (!rest.IsEmpty)
        {
            ReadOnlySpan<byte> next = Next(rest, out int length);
            next = isBehindSpace ? next.TrimStart((byte)' ') : next;
            isBehindSpace = model.RemovesSpaces && (next.IsEmpty ? isBehindSpace : next[^1] == ' ');
            for (int space; (space = next.IndexOf((byte)' ')) >= 0; next = next[(space + 1)..])
            {
                result.Add(next[..space]);
                result.Add(Space);
            }

            result.Add(next);
            Skip(ref rest, length, result);
        }

        while (model.RemovesSpaces && result.Bytes.EndsWith(Space))
        {
            result.Remove(Space.Length);
        }

        if (model.AddsSpace && model.HasSpaceBehind)
        {
            result.Add(Space);
        }
    }

    private ReadOnlySpan<byte> Next(ReadOnlySpan<byte> text, out int length)
    {
        length = userDefined.LongestPrefix(text);
        if (length > 0)
        {
            return text[..length];
        }

        if (_map is not null)
        {
            ReadOnlySpan<byte> mapped = _map.Find(text, out length);
            if (length > 0)
            {
                return mapped;
            }
        }

        if (Rune.DecodeFromUtf8(text, out _, out length) == OperationStatus.InvalidData)
        {
            // Behind a part of a character that was mapped.
            length = 1;
            return "\ufffd"u8;
        }

        return text[..length];
    }

    private static void Skip(ref ReadOnlySpan<byte> rest, int length, NormalizedText result)
    {
        foreach (byte unit in rest[..length])
        {
            // The first byte of a character; four bytes are a surrogate pair.
            result.Place += (unit & 0xc0) == 0x80 ? 0 : unit >= 0xf0 ? 2 : 1;
        }

        rest = rest[length..];
    }
}
