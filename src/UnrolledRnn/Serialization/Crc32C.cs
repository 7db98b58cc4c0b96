using System.Buffers.Binary;
using System.Numerics;

namespace UnrolledRnn.Serialization;

/// <summary>The cyclic redundancy check of Castagnoli (RFC 3720, B.4), for which processors have an instruction.</summary>
internal static class Crc32C
{
    /// <summary>What a check begins with.</summary>
    public const uint Start = uint.MaxValue;

    /// <summary>Goes on with some bytes.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return crc;
    }

    /// <summary>The check of all bytes that have been appended.</summary>
    public static uint End(uint crc) => ~crc;
}
