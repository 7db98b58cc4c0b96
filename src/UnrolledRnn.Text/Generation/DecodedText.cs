using System.Buffers;
using System.Text;

namespace UnrolledRnn.Text;

/// <summary>The text of tokens that are all there.</summary>
internal static class DecodedText
{
    /// <summary>The text.</summary>
    public static string Of(IEnumerable<int> ids, TokenDecoder decoder)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var text = new StringBuilder();
        foreach (int id in ids)
        {
            text.Append(decoder.Append(id));
        }

        return text.Append(decoder.Flush()).ToString();
    }

    /// <summary>Writes the text, as far as there is room.</summary>
    public static OperationStatus Write(
        IEnumerable<int> ids, TokenDecoder decoder, int tokens, Span<char> destination, out int idsConsumed, out int charsWritten)
    {
        ArgumentNullException.ThrowIfNull(ids);
        idsConsumed = 0;
        charsWritten = 0;
        foreach (int id in ids)
        {
            if ((uint)id >= (uint)tokens)
            {
                return OperationStatus.InvalidData;
            }

            if (!Add(decoder.Append(id), destination, ref charsWritten))
            {
                return OperationStatus.DestinationTooSmall;
            }

            idsConsumed++;
        }

        return Add(decoder.Flush(), destination, ref charsWritten) ? OperationStatus.Done : OperationStatus.DestinationTooSmall;
    }

    private static bool Add(string piece, Span<char> destination, ref int written)
    {
        if (!piece.TryCopyTo(destination[written..]))
        {
            return false;
        }

        written += piece.Length;
        return true;
    }
}
