using System.Buffers.Binary;
using System.Text;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>Takes the bytes of a pickle one after the other; none is taken that is not there.</summary>
internal sealed class PickleBytes(ReadOnlyMemory<byte> pickle, string path)
{
    private int _next;

    /// <summary>Where the next byte stands.</summary>
    public int Position => _next;

    public byte Byte() => Take(1)[0];

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>A length of 64 bits; one that is too large for any file is one that is too large here.</summary>
    public long UInt64() => (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(Take(8)), long.MaxValue);

    /// <summary>A text of some bytes of UTF-8.</summary>
    public string Text(long length) => Encoding.UTF8.GetString(Take(length));

    /// <summary>A text of some bytes, each a character, as Python 2 wrote them.</summary>
    public string Latin(long length) => Encoding.Latin1.GetString(Take(length));

    /// <summary>Bytes whose content nobody needs.</summary>
    public void Skip(long length) => Take(length);

    /// <summary>A text up to the end of a line.</summary>
    public string Line()
    {
        int length = pickle.Span[_next..].IndexOf((byte)'\n');
        string line = Text(length < 0 ? long.MaxValue : length);
        _next++;
        return line;
    }

    /// <summary>A whole number of some bytes, the last of which has the sign.</summary>
    public long Integer(long length)
    {
        if (length > sizeof(long))
        {
            throw Problem($"a whole number of {length} bytes, expected 8 at most");
        }

        ReadOnlySpan<byte> bytes = Take(length);
        long number = bytes.Length > 0 && bytes[^1] >= 0x80 ? -1 : 0;
        for (int i = bytes.Length - 1; i >= 0; i--)
        {
            number = (number << 8) | bytes[i];
        }

        return number;
    }

    /// <summary>An error at the place that has been reached.</summary>
    public ModelFormatException Problem(string problem) => new(path, $"data.pkl has, in front of byte {_next}, {problem}.");

    private ReadOnlySpan<byte> Take(long length)
    {
        if (length < 0 || length > pickle.Length - _next)
        {
            throw Problem($"{length} bytes claimed, where {pickle.Length - _next} are left; it is cut short or damaged");
        }

        ReadOnlySpan<byte> taken = pickle.Span.Slice(_next, (int)length);
        _next += (int)length;
        return taken;
    }
}
