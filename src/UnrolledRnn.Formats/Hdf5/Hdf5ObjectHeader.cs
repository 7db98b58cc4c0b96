namespace UnrolledRnn.Formats;

/// <summary>The messages of an object, which stand in one or more pieces of the file.</summary>
internal static class Hdf5ObjectHeader
{
    private const int CheckSum = 4;

    /// <summary>Reads the header at an address, of version 1 or 2.</summary>
    public static List<Hdf5Message> Read(Hdf5Image image, long address)
    {
        Hdf5Cursor start = image.At(address);
        return start.Byte() == 1 ? ReadOld(image, start) : ReadNew(image, address);
    }

    private static List<Hdf5Message> ReadOld(Hdf5Image image, Hdf5Cursor start)
    {
        start.Skip(1 + 2 + 4);
        long length = start.Int();
        start.Skip(4);
        List<Hdf5Message> messages = [];
        Queue<(long Address, long Length)> pieces = new([(start.Position, length)]);
        while (pieces.TryDequeue(out (long Address, long Length) piece))
        {
            Hdf5Cursor cursor = image.At(piece.Address, piece.Length);
            while (cursor.Left >= 8)
            {
                int type = cursor.Short();
                int size = cursor.Short();
                int flags = cursor.Byte();
                cursor.Skip(3);
                Add(image, new Hdf5Message(type, IsShared(flags), cursor.Position, size), messages, pieces);
                cursor.Bytes(size);
            }
        }

        return messages;
    }

    private static List<Hdf5Message> ReadNew(Hdf5Image image, long address)
    {
        Hdf5Cursor start = image.At(address);
        start.Signature("OHDR"u8);
        int version = start.Byte();
        if (version != 2)
        {
            throw image.Problem($"the object at {address} has a header of version {version}, expected 1 or 2");
        }

        int flags = start.Byte();
        bool numbered = (flags & 4) != 0;
        start.Skip(((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0));
        long length = start.Sized(1 << (flags & 3));
        List<Hdf5Message> messages = [];
        Queue<(long Address, long Length)> pieces = [];
        ReadPiece(image, image.At(start.Position, length), numbered, messages, pieces);
        while (pieces.TryDequeue(out (long Address, long Length) piece))
        {
            Hdf5Cursor cursor = image.At(piece.Address, piece.Length - CheckSum);
            cursor.Signature("OCHK"u8);
            ReadPiece(image, cursor, numbered, messages, pieces);
        }

        return messages;
    }

    private static void ReadPiece(
        Hdf5Image image, Hdf5Cursor cursor, bool numbered, List<Hdf5Message> messages, Queue<(long Address, long Length)> pieces)
    {
        int head = numbered ? 6 : 4;
        while (cursor.Left >= head)
        {
            int type = cursor.Byte();
            int size = cursor.Short();
            int flags = cursor.Byte();
            cursor.Skip(head - 4);
            Add(image, new Hdf5Message(type, IsShared(flags), cursor.Position, size), messages, pieces);
            cursor.Bytes(size);
        }
    }

    private static bool IsShared(int flags) => (flags & 2) != 0;

    private static void Add(Hdf5Image image, Hdf5Message message, List<Hdf5Message> messages, Queue<(long Address, long Length)> pieces)
    {
        if (message.Type != Hdf5Message.Continuation)
        {
            messages.Add(message);
            return;
        }

        Hdf5Cursor cursor = image.At(message.Address, message.Length);
        pieces.Enqueue((cursor.Address(), cursor.Length()));
    }
}
