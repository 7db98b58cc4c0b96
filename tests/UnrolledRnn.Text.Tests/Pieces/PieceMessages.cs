using Google.Protobuf;

namespace UnrolledRnn.Text.Tests;

/// <summary>Parts of a model file of SentencePiece.</summary>
internal static class PieceMessages
{
    // The kinds of pieces.
    public const int Normal = 1;
    public const int Unknown = 2;
    public const int Control = 3;
    public const int OneByte = 6;

    /// <summary>A piece.</summary>
    public static byte[] Piece(string text, float score, int kind) => Field(1, Written(output =>
    {
        output.WriteTag(1, WireFormat.WireType.LengthDelimited);
        output.WriteString(text);
        output.WriteTag(2, WireFormat.WireType.Fixed32);
        output.WriteFloat(score);
        output.WriteTag(3, WireFormat.WireType.Varint);
        output.WriteEnum(kind);
    }));

    /// <summary>An integer of the message of training.</summary>
    public static byte[] Trainer(int field, int value) => Field(2, Written(output =>
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt32(value);
    }));

    /// <summary>A field that is a message, a text or bytes.</summary>
    public static byte[] Field(int number, byte[] message) => Written(output =>
    {
        output.WriteTag(number, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(message));
    });

    private static byte[] Written(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using var output = new CodedOutputStream(bytes, leaveOpen: true);
        write(output);
        output.Flush();
        return bytes.ToArray();
    }
}
