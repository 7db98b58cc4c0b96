using System.Text;

namespace UnrolledRnn.Formats;

/// <summary>What a group holds: by a tree of tables of symbols, or by messages in its header.</summary>
internal static class Hdf5Links
{
    private const int MaxLevels = 16;

    /// <summary>Names with the addresses of what they mean; links to other places of the file or to other files are left out.</summary>
    public static IReadOnlyDictionary<string, long> Read(Hdf5Image image, IReadOnlyList<Hdf5Message> messages)
    {
        Dictionary<string, long> links = new(StringComparer.Ordinal);
        foreach (Hdf5Message message in messages)
        {
            switch (message.Type)
            {
                case Hdf5Message.SymbolTable:
                    Hdf5Cursor table = image.At(message.Address, message.Length);
                    long tree = table.Address();
                    ReadTree(image, tree, HeapOf(image, table.Address()), MaxLevels, links);
                    break;
                case Hdf5Message.Link:
                    ReadLink(image, message, links);
                    break;
                case Hdf5Message.LinkInfo:
                    RefuseDense(image, message);
                    break;
            }
        }

        return links;
    }

    private static void ReadTree(
        Hdf5Image image, long address, (long Address, long Length) heap, int levelsLeft, Dictionary<string, long> links)
    {
        Hdf5Cursor cursor = image.At(address);
        cursor.Signature("TREE"u8);
        int type = cursor.Byte();
        int level = cursor.Byte();
        int count = cursor.Short();
        if (type != 0 || level >= levelsLeft)
        {
            throw image.Problem($"the tree of a group at {address} has a node of type {type} and level {level}");
        }

        cursor.Skip(2 * image.OffsetSize);
        for (int i = 0; i < count; i++)
        {
            cursor.Skip(image.LengthSize);
            long child = cursor.Address();
            if (level > 0)
            {
                // Each level is below the one above, so that no circle leads further than these levels.
                ReadTree(image, child, heap, level, links);
            }
            else
            {
                ReadSymbols(image, child, heap, links);
            }
        }
    }

    private static void ReadSymbols(Hdf5Image image, long address, (long Address, long Length) heap, Dictionary<string, long> links)
    {
        Hdf5Cursor cursor = image.At(address);
        cursor.Signature("SNOD"u8);
        cursor.Skip(2);
        int count = cursor.Short();
        for (int i = 0; i < count; i++)
        {
            long nameOffset = cursor.Address();
            long target = cursor.Address();
            long kind = cursor.Int();
            cursor.Skip(4 + 16);

            // Kind 2 is a soft link, which has no object of its own.
            if (kind != 2)
            {
                Add(image, NameAt(image, heap, nameOffset), target, links);
            }
        }
    }

    private static (long Address, long Length) HeapOf(Hdf5Image image, long address)
    {
        Hdf5Cursor cursor = image.At(address);
        cursor.Signature("HEAP"u8);
        cursor.Skip(4);
        long length = cursor.Length();
        cursor.Length();
        return (cursor.Address(), length);
    }

    private static string NameAt(Hdf5Image image, (long Address, long Length) heap, long offset)
    {
        if (offset < 0 || offset > heap.Length)
        {
            throw image.Problem($"a name lies at {offset} of a heap of {heap.Length} bytes");
        }

        Hdf5Cursor cursor = image.At(heap.Address, heap.Length);
        cursor.Skip(offset);
        Hdf5Cursor start = cursor;
        int length = 0;
        while (cursor.Left > 0 && cursor.Byte() != 0)
        {
            length++;
        }

        return Encoding.UTF8.GetString(start.Bytes(length));
    }

    private static void ReadLink(Hdf5Image image, Hdf5Message message, Dictionary<string, long> links)
    {
        Hdf5Cursor cursor = image.At(message.Address, message.Length);
        cursor.Skip(1);
        int flags = cursor.Byte();
        int kind = (flags & 8) != 0 ? cursor.Byte() : 0;
        cursor.Skip(((flags & 4) != 0 ? 8 : 0) + ((flags & 0x10) != 0 ? 1 : 0));
        string name = Encoding.UTF8.GetString(cursor.Bytes(cursor.Sized(1 << (flags & 3))));
        if (kind == 0)
        {
            Add(image, name, cursor.Address(), links);
        }
    }

    private static void RefuseDense(Hdf5Image image, Hdf5Message message)
    {
        Hdf5Cursor cursor = image.At(message.Address, message.Length);
        cursor.Skip(1);
        int flags = cursor.Byte();
        cursor.Skip((flags & 1) != 0 ? 8 : 0);
        if (cursor.Address() >= 0)
        {
            throw image.Problem("a group keeps its names in a fractal heap, as track_order and libver='latest' write it");
        }
    }

    private static void Add(Hdf5Image image, string name, long address, Dictionary<string, long> links)
    {
        if (!links.TryAdd(name, address))
        {
            throw image.Problem($"a group has the name '{name}' twice");
        }
    }
}
