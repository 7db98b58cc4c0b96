using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace UnrolledRnn.Formats;

/// <summary>Arrays of numbers that stand in one piece.</summary>
internal static class Hdf5Floats
{
    /// <summary>Reads an array from the messages of its object.</summary>
    public static ModelTensor Read(Hdf5Image image, IReadOnlyList<Hdf5Message> messages, string name)
    {
        Hdf5Datatype type = Hdf5Datatype.Read(Content(image, messages, Hdf5Message.Datatype, name));
        int[] shape = Hdf5Dataspace.Read(image, Content(image, messages, Hdf5Message.Dataspace, name));
        if (!type.IsFloat)
        {
            throw image.Problem($"'{name}' has {type.Name}, expected floats");
        }

        if (messages.Any(message => message.Type == Hdf5Message.FilterPipeline))
        {
            throw image.Problem($"'{name}' is compressed, which Keras does not do");
        }

        (long address, long length) = Place(image, Content(image, messages, Hdf5Message.DataLayout, name), name);
        long count = Hdf5Dataspace.Count(shape);
        if (count > length / type.Size)
        {
            throw image.Problem(
                $"'{name}' of shape {ModelTensor.TextOf(shape)} has {length} bytes, expected {count} numbers of {type.Size} bytes");
        }

        return new ModelTensor(Convert(image.Bytes(address, count * type.Size), type), shape);
    }

    private static Hdf5Cursor Content(Hdf5Image image, IReadOnlyList<Hdf5Message> messages, int type, string name)
    {
        foreach (Hdf5Message message in messages)
        {
            if (message.Type == type && !message.Shared)
            {
                return image.At(message.Address, message.Length);
            }
        }

        throw image.Problem($"'{name}' is no array, or its kind stands elsewhere");
    }

    private static (long Address, long Length) Place(Hdf5Image image, Hdf5Cursor cursor, string name)
    {
        int version = cursor.Byte();
        int kind = cursor.Byte();
        if (version is not (3 or 4))
        {
            throw image.Problem($"'{name}' has a layout of version {version}, expected 3 or 4");
        }

        switch (kind)
        {
            case 0:
                int size = cursor.Short();
                return (cursor.Position, Math.Min(size, cursor.Left));
            case 1:
                long address = cursor.Address();
                return (address, address < 0 ? 0 : cursor.Length());
            default:
                throw image.Problem($"'{name}' is stored in chunks, which Keras does not do");
        }
    }

    private static float[] Convert(ReadOnlySpan<byte> bytes, Hdf5Datatype type)
    {
        int size = (int)type.Size;
        float[] values = new float[bytes.Length / size];
        if (size == sizeof(float) && type.IsLittleEndian && BitConverter.IsLittleEndian)
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
            return values;
        }

        Span<byte> element = stackalloc byte[sizeof(double)];
        for (int i = 0; i < values.Length; i++)
        {
            bytes.Slice(i * size, size).CopyTo(element);
            if (!type.IsLittleEndian)
            {
                element[..size].Reverse();
            }

            values[i] = (size, type.ExponentSize) switch
            {
                (2, 5) => (float)BinaryPrimitives.ReadHalfLittleEndian(element),
                (2, _) => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(element) << 16),
                (4, _) => BinaryPrimitives.ReadSingleLittleEndian(element),
                _ => (float)BinaryPrimitives.ReadDoubleLittleEndian(element),
            };
        }

        return values;
    }
}
