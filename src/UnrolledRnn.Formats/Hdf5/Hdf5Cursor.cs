using System.Buffers.Binary;

namespace UnrolledRnn.Formats;

/// <summary>Reads a structure of an HDF5 file field by field, up to its end.</summary>
/// <param name="image">The file.</param>
/// <param name="position">The first byte.</param>
/// <param name="end">The byte behind the last.</param>
internal struct Hdf5Cursor(Hdf5Image image, long position, long end)
{
    /// <summary>The address of the next byte.</summary>
    public long Position { get; private set; } = position;

    /// <summary>Bytes that are left.</summary>
    public readonly long Left => end - Position;

    /// <summary>Some bytes.</summary>
    public ReadOnlySpan<byte> Bytes(long count)
    {
        if (count < 0 || count > Left)
        {
            throw image.Problem($"a structure at {Position} has {Left} bytes left where {count} are expected");
        }

        ReadOnlySpan<byte> bytes = image.Bytes(Position, count);
        Position += count;
        return bytes;
    }

    /// <summary>Leaves bytes out.</summary>
    public void Skip(long count)
    {
        if (count < 0 || count > Left)
        {
            throw image.Problem($"a structure at {Position} has {Left} bytes left where {count} are expected");
        }

        Position += count;
    }

    /// <summary>The four letters with which a structure begins.</summary>
    public void Signature(ReadOnlySpan<byte> letters)
    {
        long at = Position;
        if (!Bytes(letters.Length).SequenceEqual(letters))
        {
            throw image.Problem($"expected {System.Text.Encoding.ASCII.GetString(letters)} at {at}");
        }
    }

    /// <summary>A number of one byte.</summary>
    public int Byte() => Bytes(1)[0];

    /// <summary>A number of two bytes.</summary>
    public int Short() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    /// <summary>A number of four bytes.</summary>
    public long Int() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    /// <summary>A number of 1, 2, 4 or 8 bytes; -1 where it is beyond every file.</summary>
    public long Sized(int size) => size switch
    {
        1 => Byte(),
        2 => Short(),
        4 => Int(),
        _ => Hdf5Image.Number(Bytes(8)),
    };

    /// <summary>An address; -1 where there is none.</summary>
    public long Address() => Hdf5Image.Number(Bytes(image.OffsetSize));

    /// <summary>A length; -1 where it is beyond every file.</summary>
    public long Length() => Hdf5Image.Number(Bytes(image.LengthSize));
}
