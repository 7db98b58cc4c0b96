using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>
/// An HDF5 file as h5py writes them for Keras: groups, attributes of texts, and arrays of floats in one piece. What else the format
/// has (chunks, compression, links to other files) is refused by name: nothing of it is found in a model.
/// </summary>
internal sealed class Hdf5File
{
    /// <summary>More groups within each other than any model has.</summary>
    private const int MaxDepth = 32;

    private readonly Dictionary<long, Hdf5Object> _objects = [];
    private readonly Hdf5Image _image;
    private readonly Hdf5GlobalHeap _heap;

    private Hdf5File(Hdf5Image image, long root)
    {
        _image = image;
        _heap = new Hdf5GlobalHeap(image);
        Root = ObjectAt(root);
    }

    /// <summary>The first bytes of every such file.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>The group that holds all others.</summary>
    public Hdf5Object Root { get; }

    /// <summary>Opens a file by its superblock, versions 0 to 3.</summary>
    /// <param name="path">What messages call it.</param>
    /// <param name="bytes">All of it.</param>
    /// <exception cref="ModelFormatException">It is damaged, or of an unusual kind.</exception>
    public static Hdf5File Open(string path, ReadOnlyMemory<byte> bytes)
    {
        var image = new Hdf5Image(path, bytes);
        Hdf5Cursor cursor = image.At(0);
        if (bytes.Length < Signature.Length || !cursor.Bytes(Signature.Length).SequenceEqual(Signature))
        {
            throw image.Problem("it does not begin with the signature of HDF5");
        }

        int version = cursor.Byte();
        if (version > 3)
        {
            throw image.Problem($"its superblock has the version {version}, expected 0 to 3");
        }

        cursor.Skip(version < 2 ? 4 : 0);
        image.OffsetSize = Size(image, cursor.Byte());
        image.LengthSize = Size(image, cursor.Byte());
        cursor.Skip(version switch { 0 => 9, 1 => 13, _ => 1 });
        if (cursor.Address() != 0)
        {
            throw image.Problem("something stands in front of it");
        }

        // Of the old versions: free space, end and driver, then the name in the root's entry; of the new: extension and end.
        cursor.Skip((version < 2 ? 4 : 2) * image.OffsetSize);
        return new Hdf5File(image, cursor.Address());
    }

    /// <summary>The group or array at the end of a path such as <c>layers/lstm/cell</c>, or null.</summary>
    public Hdf5Object? Find(Hdf5Object from, string path)
    {
        Hdf5Object found = from;
        string[] names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (names.Length > MaxDepth)
        {
            throw _image.Problem($"'{path}' leads through {names.Length} groups, expected {MaxDepth} at most");
        }

        foreach (string name in names)
        {
            if (!found.Links.TryGetValue(name, out long address))
            {
                return null;
            }

            found = ObjectAt(address);
        }

        return found;
    }

    private static int Size(Hdf5Image image, int size) =>
        size is 4 or 8 ? size : throw image.Problem($"its addresses have {size} bytes, expected 4 or 8");

    private Hdf5Object ObjectAt(long address)
    {
        if (!_objects.TryGetValue(address, out Hdf5Object? found))
        {
            found = new Hdf5Object(_image, _heap, Hdf5ObjectHeader.Read(_image, address));
            _objects[address] = found;
        }

        return found;
    }
}
