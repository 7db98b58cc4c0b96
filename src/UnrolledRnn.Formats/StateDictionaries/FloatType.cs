using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace UnrolledRnn.Formats;

/// <summary>A type of elements that become floats.</summary>
internal sealed class FloatType
{
    private readonly Func<ReadOnlySpan<byte>, bool, float> _read;

    private FloatType(string name, int size, Func<ReadOnlySpan<byte>, bool, float> read)
    {
        Name = name;
        Size = size;
        _read = read;
    }

    /// <summary>The type as safetensors names it.</summary>
    public string Name { get; }

    /// <summary>Bytes of an element.</summary>
    public int Size { get; }

    /// <summary>The types there are.</summary>
    public static IReadOnlyList<FloatType> All { get; } =
    [
        new("F32", sizeof(float), (bytes, big) =>
            big ? BinaryPrimitives.ReadSingleBigEndian(bytes) : BinaryPrimitives.ReadSingleLittleEndian(bytes)),
        new("F64", sizeof(double), (bytes, big) =>
            (float)(big ? BinaryPrimitives.ReadDoubleBigEndian(bytes) : BinaryPrimitives.ReadDoubleLittleEndian(bytes))),
        new("F16", sizeof(ushort), (bytes, big) =>
            (float)(big ? BinaryPrimitives.ReadHalfBigEndian(bytes) : BinaryPrimitives.ReadHalfLittleEndian(bytes))),
        new("BF16", sizeof(ushort), (bytes, big) => BitConverter.Int32BitsToSingle(
            (big ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes)) << 16)),
    ];

    /// <summary>The names of all types, as messages list them.</summary>
    public static string Names => string.Join(", ", All.Select(type => type.Name));

    /// <summary>The type of a name, or null where it is none that becomes floats.</summary>
    public static FloatType? Of(string name) => All.FirstOrDefault(type => type.Name == name);

    /// <summary>An element.</summary>
    public float Read(ReadOnlySpan<byte> bytes, long index, bool isBigEndian) => _read(bytes.Slice((int)(index * Size), Size), isBigEndian);

    /// <summary>All elements of bytes that are a whole number of them.</summary>
    public float[] ReadAll(ReadOnlySpan<byte> bytes, bool isBigEndian = false)
    {
        if (Name == "F32" && isBigEndian != BitConverter.IsLittleEndian)
        {
            return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        }

        float[] values = new float[bytes.Length / Size];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _read(bytes.Slice(i * Size, Size), isBigEndian);
        }

        return values;
    }
}
