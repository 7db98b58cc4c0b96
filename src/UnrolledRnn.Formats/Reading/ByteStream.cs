using System.Runtime.InteropServices;

namespace UnrolledRnn.Formats;

/// <summary>Bytes in memory, for what reads streams.</summary>
internal static class ByteStream
{
    /// <summary>A stream over bytes, which are not copied where they are those of an array.</summary>
    public static MemoryStream Open(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);
}
