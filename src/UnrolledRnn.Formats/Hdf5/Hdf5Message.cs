namespace UnrolledRnn.Formats;

/// <summary>A message of an object's header: one of the facts that make the object.</summary>
/// <param name="Type">Its kind, one of those here.</param>
/// <param name="Shared">Whether it only says where the fact stands.</param>
/// <param name="Address">Where its content begins.</param>
/// <param name="Length">Bytes of its content.</param>
internal readonly record struct Hdf5Message(int Type, bool Shared, long Address, long Length)
{
    public const int Dataspace = 0x1;
    public const int LinkInfo = 0x2;
    public const int Datatype = 0x3;
    public const int Link = 0x6;
    public const int DataLayout = 0x8;
    public const int FilterPipeline = 0xB;
    public const int Attribute = 0xC;
    public const int Continuation = 0x10;
    public const int SymbolTable = 0x11;
    public const int AttributeInfo = 0x15;
}
