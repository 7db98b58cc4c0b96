using System.Runtime.InteropServices;
using Google.Protobuf;

namespace UnrolledRnn.Generator.Tests.Models;

/// <summary>A tensor of an ONNX file.</summary>
/// <param name="Dimensions">Its shape.</param>
/// <param name="Values">Its elements, row-major; whole numbers as floats.</param>
internal sealed record OnnxTensorFile(int[] Dimensions, float[] Values)
{
    private const int FloatType = 1;
    private const int Int32Type = 6;

    /// <summary>Reads a TensorProto whose elements are raw bytes, as the tests of ONNX have them.</summary>
    public static OnnxTensorFile Read(string path)
    {
        OnnxFields fields = OnnxFields.Parse(File.ReadAllBytes(path));
        byte[] raw = fields.Bytes(9).Single();
        long type = fields.Numbers(2).Single();
        float[] values = type switch
        {
            FloatType => MemoryMarshal.Cast<byte, float>(raw).ToArray(),
            Int32Type => Array.ConvertAll(MemoryMarshal.Cast<byte, int>(raw).ToArray(), value => (float)value),
            _ => throw new NotSupportedException($"A tensor is of the type {type}."),
        };
        return new OnnxTensorFile([.. fields.Numbers(1).Select(dimension => (int)dimension)], values);
    }
}

/// <summary>The fields of a message in their order.</summary>
internal sealed class OnnxFields
{
    private readonly List<(int Field, object Value)> _fields = [];

    private OnnxFields()
    {
    }

    public static OnnxFields Parse(byte[] message)
    {
        var fields = new OnnxFields();
        using var input = new CodedInputStream(message);
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            int field = WireFormat.GetTagFieldNumber(tag);
            fields._fields.Add((field, WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => input.ReadInt64(),
                WireFormat.WireType.Fixed32 => input.ReadFloat(),
                WireFormat.WireType.LengthDelimited => input.ReadBytes().ToByteArray(),
                _ => throw new NotSupportedException("A field has another wire type."),
            }));
        }

        return fields;
    }

    public IEnumerable<byte[]> Bytes(int field) => Of<byte[]>(field);

    public IEnumerable<OnnxFields> Messages(int field) => Bytes(field).Select(Parse);

    public IEnumerable<string> Texts(int field) => Bytes(field).Select(System.Text.Encoding.UTF8.GetString);

    /// <summary>Whole numbers, one by one or packed.</summary>
    public IEnumerable<long> Numbers(int field) => Of<long>(field).Concat(Bytes(field).SelectMany(Unpack));

    private IEnumerable<T> Of<T>(int field) => _fields.Where(entry => entry.Field == field).Select(entry => entry.Value).OfType<T>();

    private static List<long> Unpack(byte[] packed)
    {
        List<long> values = [];
        using var input = new CodedInputStream(packed);
        while (!input.IsAtEnd)
        {
            values.Add(input.ReadInt64());
        }

        return values;
    }
}
