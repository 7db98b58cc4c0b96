using System.Buffers.Binary;

namespace UnrolledRnn.Formats;

/// <summary>The collections in which texts of various lengths stand.</summary>
internal sealed class Hdf5GlobalHeap(Hdf5Image image)
{
    private readonly Dictionary<long, Dictionary<int, (long Address, long Length)>> _collections = [];

    /// <summary>The bytes that an element of an attribute means: its length, the address of a collection, a number in it.</summary>
    public ReadOnlySpan<byte> Find(ReadOnlySpan<byte> element)
    {
        long length = BinaryPrimitives.ReadUInt32LittleEndian(element);
        long address = Hdf5Image.Number(element.Slice(4, image.OffsetSize));
        long index = BinaryPrimitives.ReadUInt32LittleEndian(element[(4 + image.OffsetSize)..]);
        if (length == 0)
        {
            return [];
        }

        if (!_collections.TryGetValue(address, out Dictionary<int, (long Address, long Length)>? collection))
        {
            _collections[address] = collection = ReadCollection(address);
        }

        return index <= int.MaxValue && collection.TryGetValue((int)index, out (long Address, long Length) found) && length <= found.Length
            ? image.Bytes(found.Address, length)
            : throw image.Problem($"text {index} of {length} bytes is not in the collection at {address}");
    }

    private Dictionary<int, (long Address, long Length)> ReadCollection(long address)
    {
        Hdf5Cursor head = image.At(address);
        head.Signature("GCOL"u8);
        head.Skip(4);
        long size = head.Length();
        Hdf5Cursor cursor = image.At(head.Position, size - (head.Position - address));
        Dictionary<int, (long Address, long Length)> found = [];
        while (cursor.Left >= 8 + image.LengthSize)
        {
            int index = cursor.Short();
            cursor.Skip(2 + 4);
            long length = cursor.Length();

            // Number 0 is the free space at the end.
            if (index == 0)
            {
                break;
            }

            found[index] = (cursor.Position, length);
            cursor.Skip(length);
            cursor.Skip(Math.Min(-length & 7, cursor.Left));
        }

        return found;
    }
}
