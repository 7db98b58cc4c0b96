using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace UnrolledRnn.Formats;

/// <summary>Decodes the elements of a tensor, from raw bytes or from the field of their type.</summary>
internal static class OnnxTensorElements
{
    private const int FloatField = 4;
    private const int Int32Field = 5;
    private const int Int64Field = 7;
    private const int DoubleField = 10;

    /// <summary>The elements as floats.</summary>
    public static float[] Floats(OnnxTensor tensor) => tensor.Type switch
    {
        OnnxDataType.Float => Decode<float, float>(tensor, FloatField, reader => reader.Float, value => value),
        OnnxDataType.Double => Decode<double, float>(tensor, DoubleField, reader => reader.Double, value => (float)value),
        OnnxDataType.Float16 => Decode<Half, float>(
            tensor, Int32Field, reader => BitConverter.UInt16BitsToHalf((ushort)reader.Number), value => (float)value),
        OnnxDataType.BFloat16 => Decode<ushort, float>(
            tensor, Int32Field, reader => (ushort)reader.Number, value => BitConverter.UInt32BitsToSingle((uint)value << 16)),
        _ => throw tensor.Problem($"its elements are of the type {(int)tensor.Type}, expected floats (1, 10, 11, 16)"),
    };

    /// <summary>The elements as whole numbers.</summary>
    public static long[] Integers(OnnxTensor tensor)
    {
        if (Count(tensor) > OnnxLimits.Integers)
        {
            throw tensor.Problem($"it has more than the {OnnxLimits.Integers} whole numbers that shapes and positions are made of");
        }

        return tensor.Type switch
        {
            OnnxDataType.Int64 => Decode<long, long>(tensor, Int64Field, reader => reader.Number, value => value),
            OnnxDataType.Int32 => Decode<int, long>(tensor, Int32Field, reader => (int)reader.Number, value => value),
            OnnxDataType.Bool => Decode<byte, long>(tensor, Int32Field, reader => (byte)reader.Number, value => value),
            _ => throw tensor.Problem($"its elements are of the type {(int)tensor.Type}, expected whole numbers (6, 7, 9)"),
        };
    }

    private static long Count(OnnxTensor tensor) => tensor.Shape.Aggregate(1L, (count, size) => count * size);

    private static TResult[] Decode<TStored, TResult>(
        OnnxTensor tensor, int field, Func<ProtobufReader, TStored> read, Func<TStored, TResult> convert)
        where TStored : unmanaged
    {
        long count = Count(tensor);
        if (tensor.External is OnnxExternalData external)
        {
            return Convert(Raw<TStored>(tensor, external.Read(tensor, count * Unsafe.SizeOf<TStored>()), count), convert);
        }

        var reader = new ProtobufReader(tensor.Message, tensor.Path, tensor.Title);
        while (reader.Read())
        {
            if (reader.Field == OnnxTensor.RawField)
            {
                return Convert(Raw<TStored>(tensor, reader.Bytes.Span, count), convert);
            }
        }

        return Listed(tensor, count, field, read, convert);
    }

    private static ReadOnlySpan<TStored> Raw<TStored>(OnnxTensor tensor, ReadOnlySpan<byte> bytes, long count)
        where TStored : unmanaged
    {
        int size = Unsafe.SizeOf<TStored>();
        return bytes.Length == count * size
            ? MemoryMarshal.Cast<byte, TStored>(bytes)
            : throw tensor.Problem($"expected {count} elements of {size} bytes, found {bytes.Length} bytes");
    }

    private static TResult[] Convert<TStored, TResult>(ReadOnlySpan<TStored> stored, Func<TStored, TResult> convert)
    {
        var values = new TResult[stored.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = convert(stored[i]);
        }

        return values;
    }

    /// <summary>Elements in a field of their own, one by one or packed.</summary>
    private static TResult[] Listed<TStored, TResult>(
        OnnxTensor tensor, long count, int field, Func<ProtobufReader, TStored> read, Func<TStored, TResult> convert)
    {
        // An element takes a byte at least, so that memory is taken only where there is as much file.
        if (count > tensor.Message.Length)
        {
            throw tensor.Problem($"expected {count} elements, but the tensor has {tensor.Message.Length} bytes in all");
        }

        var values = new TResult[count];
        int found = 0;
        var reader = new ProtobufReader(tensor.Message, tensor.Path, tensor.Title);
        while (reader.Read())
        {
            if (reader.Field != field)
            {
                continue;
            }

            if (!reader.HasBytes)
            {
                Add(read(reader));
                continue;
            }

            ProtobufReader packed = reader.Unpack(field is Int32Field or Int64Field ? ProtobufWire.Varint
                : field == DoubleField ? ProtobufWire.Fixed64 : ProtobufWire.Fixed32);
            while (packed.ReadPacked())
            {
                Add(read(packed));
            }
        }

        return found == count ? values : throw tensor.Problem($"expected {count} elements, found {found}");

        void Add(TStored value)
        {
            if (found == count)
            {
                throw tensor.Problem($"there are more than the expected {count} elements");
            }

            values[found++] = convert(value);
        }
    }
}
