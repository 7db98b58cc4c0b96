using System.Buffers.Binary;
using System.Numerics;
using Google.Protobuf;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Cli.Logs;

/// <summary>
/// Event files of TensorBoard: records of TensorFlow (length, its checksum, data, its checksum; little-endian), each with a message Event
/// of tensorflow/core/util/event.proto.
/// </summary>
internal static class TensorBoardRecords
{
    private const uint MaskDelta = 0xa282ead8;
    private const int PrefixLength = sizeof(ulong) + sizeof(uint);

    // Fields of Event, of Summary and its Value, and of SessionLog.
    private const int WallTime = 1;
    private const int Step = 2;
    private const int FileVersion = 3;
    private const int SummaryField = 5;
    private const int SessionLog = 7;
    private const int Value = 1;
    private const int Tag = 1;
    private const int SimpleValue = 2;
    private const int Status = 1;
    private const int Start = 1;

    /// <summary>The event with which a file begins.</summary>
    public static byte[] Version(double time) => Event(time, 0, output =>
    {
        output.WriteTag(FileVersion, WireFormat.WireType.LengthDelimited);
        output.WriteString("brain.Event:2");
    });

    /// <summary>The event with which a session begins: what files of before hold of this step and later ones is no longer shown.</summary>
    public static byte[] Session(double time, long step) => Event(time, step, output => Write(output, SessionLog, log =>
    {
        log.WriteTag(Status, WireFormat.WireType.Varint);
        log.WriteEnum(Start);
    }));

    /// <summary>An event of numbers.</summary>
    public static byte[] Scalars(double time, long step, IEnumerable<(string Tag, double Value)> scalars) =>
        Event(time, step, output => Write(output, SummaryField, summary =>
        {
            foreach ((string tag, double number) in scalars)
            {
                Write(summary, Value, value =>
                {
                    value.WriteTag(Tag, WireFormat.WireType.LengthDelimited);
                    value.WriteString(tag);
                    value.WriteTag(SimpleValue, WireFormat.WireType.Fixed32);
                    value.WriteFloat((float)number);
                });
            }
        }));

    /// <summary>Data with its length and checksums.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> data)
    {
        byte[] record = new byte[PrefixLength + data.Length + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(sizeof(ulong)), MaskedChecksum(record.AsSpan(0, sizeof(ulong))));
        data.CopyTo(record.AsSpan(PrefixLength));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(PrefixLength + data.Length), MaskedChecksum(data));
        return record;
    }

    /// <summary>CRC-32C of Castagnoli, turned and moved so that a checksum of checksums is none of zeros.</summary>
    public static uint MaskedChecksum(ReadOnlySpan<byte> data) => BitOperations.RotateRight(Checksum(data), 15) + MaskDelta;

    /// <summary>CRC-32C of Castagnoli.</summary>
    public static uint Checksum(ReadOnlySpan<byte> data) => Crc32C.End(Crc32C.Append(Crc32C.Start, data));

    private static byte[] Event(double time, long step, Action<CodedOutputStream> content) => Frame(Message(output =>
    {
        output.WriteTag(WallTime, WireFormat.WireType.Fixed64);
        output.WriteDouble(time);
        if (step != 0)
        {
            output.WriteTag(Step, WireFormat.WireType.Varint);
            output.WriteInt64(step);
        }

        content(output);
    }));

    private static void Write(CodedOutputStream output, int field, Action<CodedOutputStream> content)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(UnsafeByteOperations.UnsafeWrap(Message(content)));
    }

    private static byte[] Message(Action<CodedOutputStream> content)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            content(output);
        }

        return bytes.ToArray();
    }
}
