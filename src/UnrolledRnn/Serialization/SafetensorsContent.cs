using System.Buffers;

namespace UnrolledRnn.Serialization;

/// <summary>A safetensors file that grows tensor by tensor.</summary>
internal sealed class SafetensorsContent
{
    private readonly ArrayBufferWriter<byte> _data = new();

    public SafetensorsHeader Header { get; } = new();

    /// <summary>The tensors one after the other.</summary>
    public ReadOnlySpan<byte> Data => _data.WrittenSpan;

    /// <summary>Adds a tensor, whose elements are floats unless another type is given.</summary>
    public void Add(string name, long[] shape, ReadOnlySpan<float> values, ElementType? type = null)
    {
        type ??= ElementType.Float32;
        long begin = _data.WrittenCount;
        int length = checked(values.Length * type.Size);
        Span<byte> bytes = length == 0 ? default : _data.GetSpan(length);
        for (int i = 0; i < values.Length; i++)
        {
            type.Write(values[i], bytes[(i * type.Size)..]);
        }

        _data.Advance(length);
        Header.Tensors.Add(name, new TensorEntry(type.Name, shape, begin, _data.WrittenCount));
    }

    /// <summary>Adds a tensor whose elements are bytes.</summary>
    public void Add(string name, long[] shape, ReadOnlySpan<byte> elements, string type)
    {
        long begin = _data.WrittenCount;
        _data.Write(elements);
        Header.Tensors.Add(name, new TensorEntry(type, shape, begin, _data.WrittenCount));
    }

    /// <summary>Seals the content with its checksum, and gives the JSON of its header, which is known to be readable.</summary>
    /// <exception cref="ArgumentException">A text of the metadata could not be read back.</exception>
    public byte[] Seal(string parameterName)
    {
        Header.Metadata[Checksum.Key] = Checksum.Of(Header, Data);
        return SafetensorsWriter.ReadableJson(Header, parameterName);
    }
}
