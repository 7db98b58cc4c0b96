namespace UnrolledRnn.Formats;

/// <summary>How a Protobuf field lies in the file.</summary>
internal enum ProtobufWire
{
    /// <summary>A whole number of seven bits a byte.</summary>
    Varint = 0,

    /// <summary>Eight bytes.</summary>
    Fixed64 = 1,

    /// <summary>A length and as many bytes.</summary>
    Bytes = 2,

    /// <summary>Four bytes.</summary>
    Fixed32 = 5,
}
