using System.Runtime.InteropServices;
using Google.Protobuf;

namespace UnrolledRnn.Formats;

/// <summary>A Protobuf message to be written, field by field in the order in which they are added.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<Entry> _entries = [];

    private delegate void Writing(CodedOutputStream output);

    /// <summary>Bytes of the message.</summary>
    public int Size => _entries.Sum(entry => entry.Size());

    /// <summary>Adds a whole number.</summary>
    public ProtobufMessage Add(int field, long number) => Add(
        field, WireFormat.WireType.Varint, () => CodedOutputStream.ComputeInt64Size(number), output => output.WriteInt64(number));

    /// <summary>Adds a float.</summary>
    public ProtobufMessage Add(int field, float number) => Add(
        field, WireFormat.WireType.Fixed32, () => CodedOutputStream.ComputeFloatSize(number), output => output.WriteFloat(number));

    /// <summary>Adds a text.</summary>
    public ProtobufMessage Add(int field, string text) => Add(
        field, WireFormat.WireType.LengthDelimited, () => CodedOutputStream.ComputeStringSize(text), output => output.WriteString(text));

    /// <summary>Adds a message; it may grow until this one is written.</summary>
    public ProtobufMessage Add(int field, ProtobufMessage message) => Add(
        field,
        WireFormat.WireType.LengthDelimited,
        () => CodedOutputStream.ComputeLengthSize(message.Size) + message.Size,
        output =>
        {
            output.WriteLength(message.Size);
            message.WriteTo(output);
        });

    /// <summary>Adds the raw bytes of numbers.</summary>
    public ProtobufMessage AddRaw<T>(int field, T[] values)
        where T : unmanaged
    {
        int length = MemoryMarshal.AsBytes<T>(values).Length;
        return Add(
            field,
            WireFormat.WireType.LengthDelimited,
            () => CodedOutputStream.ComputeLengthSize(length) + length,
            output => output.WriteBytes(ByteString.CopyFrom(MemoryMarshal.AsBytes<T>(values))));
    }

    /// <summary>Writes the message as a file.</summary>
    public void WriteTo(Stream stream)
    {
        using var output = new CodedOutputStream(stream, leaveOpen: true);
        WriteTo(output);
    }

    private void WriteTo(CodedOutputStream output)
    {
        foreach (Entry entry in _entries)
        {
            output.WriteTag(entry.Field, entry.Type);
            entry.Write(output);
        }
    }

    private ProtobufMessage Add(int field, WireFormat.WireType type, Func<int> size, Writing write)
    {
        _entries.Add(new Entry(field, type, () => CodedOutputStream.ComputeTagSize(field) + size(), write));
        return this;
    }

    private sealed record Entry(int Field, WireFormat.WireType Type, Func<int> Size, Writing Write);
}
