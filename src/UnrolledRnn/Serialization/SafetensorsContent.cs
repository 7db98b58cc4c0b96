using System.Buffers;
using System.Buffers.Binary;

namespace UnrolledRnn.Serialization;

/// <summary>A safetensors file that grows tensor by tensor.</summary>
internal sealed class SafetensorsContent
{
    private readonly ArrayBufferWriter<byte> _data = new();

    public SafetensorsHeader Header { get; } = new();

    /// <summary>The tensors one after the other.</summary>
    public ReadOnlySpan<byte> Data => _data.WrittenSpan;

    /// <summary>Adds a tensor.</summary>
    public void Add(string name, long[] shape, ReadOnlySpan<float> values)
    {
        long begin = _data.WrittenCount;
        int length = checked(values.Length * sizeof(float));
        Span<byte> bytes = length == 0 ? default : _data.GetSpan(length);
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes[(i * sizeof(float))..], values[i]);
        }

        _data.Advance(length);
        Header.Tensors.Add(name, new TensorEntry(TensorFile.FloatType, shape, begin, _data.WrittenCount));
    }

    /// <summary>Seals the content with its checksum, and gives the JSON of its header, which is known to be readable.</summary>
    /// <exception cref="ArgumentException">A text of the metadata could not be read back.</exception>
    public byte[] Seal(string parameterName)
    {
        Header.Metadata[Checksum.Key] = Checksum.Of(Header, Data);
        return SafetensorsWriter.ReadableJson(Header, parameterName);
    }
}
