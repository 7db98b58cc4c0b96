using System.Buffers.Binary;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace UnrolledRnn.Serialization;

/// <summary>A type of elements that weights in a safetensors file have.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Size">Bytes of an element.</param>
internal sealed record ElementType(string Name, int Size)
{
    public static readonly ElementType Float32 = new("F32", sizeof(float));
    public static readonly ElementType Float16 = new("F16", sizeof(ushort));
    public static readonly ElementType BFloat16 = new("BF16", sizeof(ushort));

    private static readonly ElementType[] s_all = [Float32, Float16, BFloat16];

    /// <summary>The names of all, for messages.</summary>
    public static string Names => string.Join(", ", s_all.Select(type => type.Name));

    /// <summary>The type of a name; null where weights have it not.</summary>
    public static ElementType? Find(string name) => Array.Find(s_all, type => type.Name == name);

    /// <summary>The type in which a file holds weights of a storage; where matrices have eight bits, all else has floats.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such storage.</exception>
    public static ElementType Of(WeightStorage storage) => storage switch
    {
        WeightStorage.Float32 => Float32,
        WeightStorage.Float16 => Float16,
        WeightStorage.BFloat16 => BFloat16,
        WeightStorage.Int8 => Float32,
        _ => throw new ArgumentOutOfRangeException(nameof(storage), storage, "Expected a storage of weights."),
    };

    /// <summary>The values of elements.</summary>
    /// <param name="bytes">Theirs, the lowest of each first.</param>
    /// <param name="values">As many floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        if (!BitConverter.IsLittleEndian)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = ReadOne(bytes[(i * Size)..]);
            }
        }
        else if (this == Float32)
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(values));
        }
        else if (this == Float16)
        {
            ReadHalves(bytes, values);
        }
        else
        {
            ReadOnlySpan<ushort> elements = MemoryMarshal.Cast<byte, ushort>(bytes);
            Span<uint> bits = MemoryMarshal.Cast<float, uint>(values);
            ref ushort from = ref MemoryMarshal.GetReference(elements);
            ref uint to = ref MemoryMarshal.GetReference(bits);
            int i = 0;
            for (; i <= elements.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
            {
                Vector.Widen(Vector.LoadUnsafe(ref from, (nuint)i), out Vector<uint> low, out Vector<uint> high);
                (low << 16).StoreUnsafe(ref to, (nuint)i);
                (high << 16).StoreUnsafe(ref to, (nuint)(i + Vector<uint>.Count));
            }

            for (; i < elements.Length; i++)
            {
                bits[i] = (uint)elements[i] << 16;
            }
        }
    }

    // By itself, so that the library is loaded for files that have such elements alone.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReadHalves(ReadOnlySpan<byte> bytes, Span<float> values) =>
        TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), values);

    private float ReadOne(ReadOnlySpan<byte> bytes)
    {
        if (this == Float32)
        {
            return BinaryPrimitives.ReadSingleLittleEndian(bytes);
        }

        ushort bits = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        return this == Float16 ? (float)BitConverter.UInt16BitsToHalf(bits) : BitConverter.UInt32BitsToSingle((uint)bits << 16);
    }

    /// <summary>Writes the element that is nearest to a finite value, of two as near the even one; never infinity.</summary>
    /// <param name="value">The value.</param>
    /// <param name="bytes">Gets its bytes, the lowest first.</param>
    public void Write(float value, Span<byte> bytes)
    {
        if (this == Float32)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        }
        else if (this == Float16)
        {
            BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)Math.Clamp(value, (float)Half.MinValue, (float)Half.MaxValue));
        }
        else
        {
            const uint Largest = 0x7F7F;
            uint bits = BitConverter.SingleToUInt32Bits(value);
            uint nearest = (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16;
            bool isInfinite = (nearest & 0x7FFF) > Largest;
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)(isInfinite ? (nearest & 0x8000) | Largest : nearest));
        }
    }
}
