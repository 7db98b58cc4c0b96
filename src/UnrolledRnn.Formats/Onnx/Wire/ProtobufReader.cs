using System.Buffers.Binary;
using System.Text;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>
/// Reads the fields of a Protobuf message where they lie: what a field holds is a part of the file and not a copy, as the streams of
/// Google.Protobuf would make, one for each level of nesting.
/// </summary>
/// <param name="message">The bytes of the message.</param>
/// <param name="path">The file, for errors.</param>
/// <param name="kind">What errors call the message.</param>
internal ref struct ProtobufReader(ReadOnlyMemory<byte> message, string path, string kind)
{
    private const int MaxVarintBytes = 10;

    private int _position;
    private ProtobufWire _wire;
    private ulong _bits;
    private ReadOnlyMemory<byte> _bytes;

    /// <summary>The number of the field that was read last.</summary>
    public int Field { get; private set; }

    /// <summary>Whether that field holds bytes: a text, a message, packed numbers.</summary>
    public readonly bool HasBytes => _wire == ProtobufWire.Bytes;

    /// <summary>The field's bytes.</summary>
    public readonly ReadOnlyMemory<byte> Bytes => HasBytes ? _bytes : throw Wrong("bytes");

    /// <summary>The field's text.</summary>
    public readonly string Text => Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>The field's whole number.</summary>
    public readonly long Number => _wire == ProtobufWire.Varint ? (long)_bits : throw Wrong("a whole number");

    /// <summary>The field's float.</summary>
    public readonly float Float => _wire == ProtobufWire.Fixed32 ? BitConverter.UInt32BitsToSingle((uint)_bits) : throw Wrong("a float");

    /// <summary>The field's double.</summary>
    public readonly double Double => _wire == ProtobufWire.Fixed64 ? BitConverter.UInt64BitsToDouble(_bits) : throw Wrong("a double");

    /// <summary>Reads the next field; false at the end.</summary>
    /// <exception cref="ModelFormatException">The message is damaged.</exception>
    public bool Read()
    {
        if (_position == message.Length)
        {
            return false;
        }

        ulong tag = ReadVarint();
        Field = (int)(tag >> 3);
        if (tag > uint.MaxValue || Field == 0)
        {
            throw Damaged($"byte {_position} is no field");
        }

        _wire = (ProtobufWire)(tag & 7);
        ReadValue();
        return true;
    }

    /// <summary>A reader of the field's packed elements, which <see cref="ReadPacked"/> reads.</summary>
    /// <param name="wire">How each of them lies.</param>
    public readonly ProtobufReader Unpack(ProtobufWire wire) => new(Bytes, path, kind) { Field = Field, _wire = wire };

    /// <summary>Reads the next packed element; false at the end.</summary>
    public bool ReadPacked()
    {
        if (_position == message.Length)
        {
            return false;
        }

        ReadValue();
        return true;
    }

    /// <summary>Adds the field's whole numbers, one or packed, to a list of at most so many.</summary>
    public readonly void AddNumbers(List<long> numbers, int most)
    {
        if (!HasBytes)
        {
            Add(numbers, Number, most);
            return;
        }

        ProtobufReader packed = Unpack(ProtobufWire.Varint);
        while (packed.ReadPacked())
        {
            Add(numbers, packed.Number, most);
        }
    }

    /// <summary>Adds what a field holds to a list of at most so many.</summary>
    public readonly void Add<T>(List<T> items, T item, int most)
    {
        if (items.Count == most)
        {
            throw new ModelFormatException(path, $"{kind} has more than {most} entries of field {Field}, which no small network needs.");
        }

        items.Add(item);
    }

    /// <summary>An error of this message.</summary>
    public readonly ModelFormatException Damaged(string problem) => new(path, $"the file is damaged: in {kind}, {problem}.");

    private void ReadValue()
    {
        switch (_wire)
        {
            case ProtobufWire.Varint:
                _bits = ReadVarint();
                break;
            case ProtobufWire.Fixed32:
                _bits = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)).Span);
                break;
            case ProtobufWire.Fixed64:
                _bits = BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)).Span);
                break;
            case ProtobufWire.Bytes:
                _bytes = Take(ReadVarint());
                break;
            default:
                throw Damaged($"field {Field} has the unknown wire type {(int)_wire}");
        }
    }

    private ulong ReadVarint()
    {
        ReadOnlySpan<byte> span = message.Span;
        ulong value = 0;
        for (int i = 0; i < MaxVarintBytes; i++)
        {
            if (_position == span.Length)
            {
                break;
            }

            byte part = span[_position++];
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Damaged($"a number at byte {_position} has no end");
    }

    private ReadOnlyMemory<byte> Take(ulong length)
    {
        if (length > (ulong)(message.Length - _position))
        {
            throw Damaged($"field {Field} has {length} bytes, but only {message.Length - _position} are left");
        }

        _position += (int)length;
        return message.Slice(_position - (int)length, (int)length);
    }

    private readonly ModelFormatException Wrong(string expected) => Damaged($"field {Field} is not {expected}");
}
