using System.Buffers.Binary;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>
/// The bytes of an HDF5 file, read by addresses that the file itself gives: each is held against the file's length, and what is read
/// in all against a budget, so that structures that lead to each other in circles, or many times to the same place, end.
/// </summary>
/// <param name="path">The file, for messages.</param>
/// <param name="bytes">All of it.</param>
internal sealed class Hdf5Image(string path, ReadOnlyMemory<byte> bytes)
{
    /// <summary>Each structure and each value is read once: anything beyond a few times the file is a trap.</summary>
    private const int MaxPasses = 3;

    private long _budget = ((long)MaxPasses * bytes.Length) + 4096;

    /// <summary>Bytes of the file.</summary>
    public int Length => bytes.Length;

    /// <summary>Bytes of an address in the file.</summary>
    public int OffsetSize { get; set; } = 8;

    /// <summary>Bytes of a length in the file.</summary>
    public int LengthSize { get; set; } = 8;

    /// <summary>Bytes from an address on.</summary>
    /// <exception cref="ModelFormatException">They are not all in the file, or more has been read than there is.</exception>
    public ReadOnlySpan<byte> Bytes(long address, long length)
    {
        if (address < 0 || length < 0 || address > bytes.Length - length)
        {
            throw Problem($"{length} bytes at {address} lie beyond its end at {bytes.Length}");
        }

        _budget -= length;
        return _budget >= 0
            ? bytes.Span.Slice((int)address, (int)length)
            : throw Problem("its parts refer to each other again and again");
    }

    /// <summary>A structure from an address on.</summary>
    public Hdf5Cursor At(long address) => new(this, address, bytes.Length);

    /// <summary>A structure whose end is known.</summary>
    public Hdf5Cursor At(long address, long length) => length >= 0 && address >= 0 && address <= bytes.Length - length
        ? new Hdf5Cursor(this, address, address + length)
        : throw Problem($"{length} bytes at {address} lie beyond its end at {bytes.Length}");

    /// <summary>An address or length; -1 where it says that there is none.</summary>
    public static long Number(ReadOnlySpan<byte> bytes) => bytes.Length == 4
        ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) is uint value and not uint.MaxValue ? value : -1
        : Math.Max(BinaryPrimitives.ReadInt64LittleEndian(bytes), -1);

    /// <summary>An error of this file.</summary>
    public ModelFormatException Problem(string problem) => new(path, $"the HDF5 file is damaged or of an unusual kind: {problem}.");
}
