using System.Text;

namespace UnrolledRnn.Formats;

/// <summary>A text, or list of them, that stands with a group or array. Attributes of other kinds are there, but have no texts.</summary>
internal sealed record Hdf5Attribute(string Name, Hdf5Datatype Type, int[] Shape, long Address, long Length)
{
    /// <summary>Reads a message, of version 1 to 3.</summary>
    public static Hdf5Attribute Read(Hdf5Image image, Hdf5Message message)
    {
        Hdf5Cursor cursor = image.At(message.Address, message.Length);
        int version = cursor.Byte();
        int flags = cursor.Byte();
        int nameLength = cursor.Short();
        int typeLength = cursor.Short();
        int spaceLength = cursor.Short();
        if (version is < 1 or > 3 || message.Shared || (version > 1 && flags != 0))
        {
            throw image.Problem($"an attribute has the version {version}, or its kind stands elsewhere");
        }

        cursor.Skip(version == 3 ? 1 : 0);
        string name = Encoding.UTF8.GetString(cursor.Bytes(nameLength)).TrimEnd('\0');
        cursor.Skip(Padding(version, nameLength));
        Hdf5Datatype type = Hdf5Datatype.Read(image.At(cursor.Position, Math.Min(typeLength, cursor.Left)));
        cursor.Skip(typeLength + Padding(version, typeLength));
        int[] shape = Hdf5Dataspace.Read(image, image.At(cursor.Position, Math.Min(spaceLength, cursor.Left)));
        cursor.Skip(spaceLength + Padding(version, spaceLength));
        return new Hdf5Attribute(name, type, shape, cursor.Position, cursor.Left);
    }

    /// <summary>The texts.</summary>
    public IReadOnlyList<string> Texts(Hdf5Image image, Hdf5GlobalHeap heap)
    {
        long count = Hdf5Dataspace.Count(Shape);
        if (count == 0)
        {
            return [];
        }

        long size = Type.IsVariableText ? 4 + image.OffsetSize + 4 : Type.Size;
        if (!Type.IsFixedText && !Type.IsVariableText)
        {
            throw image.Problem($"its attribute '{Name}' has {Type.Name}, expected texts");
        }

        if (size == 0 || count > Length / size)
        {
            throw image.Problem($"its attribute '{Name}' has {Length} bytes, expected {count} texts of {size} bytes");
        }

        Hdf5Cursor cursor = image.At(Address, Length);
        string[] texts = new string[count];
        for (int i = 0; i < texts.Length; i++)
        {
            ReadOnlySpan<byte> element = cursor.Bytes(size);
            texts[i] = Encoding.UTF8.GetString(Type.IsVariableText ? heap.Find(element) : element).TrimEnd('\0');
        }

        return texts;
    }

    /// <summary>In version 1, every part is filled up to 8 bytes.</summary>
    private static int Padding(int version, int length) => version == 1 ? -length & 7 : 0;
}
