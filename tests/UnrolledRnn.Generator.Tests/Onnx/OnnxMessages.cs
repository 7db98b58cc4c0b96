using System.Runtime.InteropServices;
using Google.Protobuf;

namespace UnrolledRnn.Generator.Tests.Onnx;

/// <summary>
/// The few messages of onnx.proto that a recurrent network takes, field by field.
/// https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
/// </summary>
internal static class OnnxMessages
{
    private const long FloatType = 1;
    private const long Int64Type = 7;

    /// <summary>A model of operator set 14.</summary>
    public static byte[] Model(byte[] graph) => Message((1, 8L), (7, graph), (8, Message((1, Text("")), (2, 14L))));

    public static byte[] Graph(
        IEnumerable<byte[]> nodes, IEnumerable<byte[]> tensors, IEnumerable<string> inputs, IEnumerable<string> outputs) =>
        Message(
        [
            .. nodes.Select(node => (1, (object)node)),
            (2, Text("network")),
            .. tensors.Select(tensor => (5, (object)tensor)),
            .. inputs.Select(input => (11, (object)ValueInfo(input))),
            .. outputs.Select(output => (12, (object)ValueInfo(output))),
        ]);

    public static byte[] Node(string operation, string[] inputs, string[] outputs, params byte[][] attributes) => Message(
    [
        .. inputs.Select(input => (1, (object)Text(input))),
        .. outputs.Select(output => (2, (object)Text(output))),
        (4, Text(operation)),
        .. attributes.Select(attribute => (5, (object)attribute)),
    ]);

    public static byte[] Attribute(string name, long value) => Message((1, Text(name)), (3, value), (20, 2L));

    public static byte[] Attribute(string name, float value) => Message((1, Text(name)), (2, value), (20, 1L));

    public static byte[] Attribute(string name, string value) => Message((1, Text(name)), (4, Text(value)), (20, 3L));

    public static byte[] Attribute(string name, long[] values) =>
        Message([(1, Text(name)), .. values.Select(value => (8, (object)value)), (20, 7L)]);

    public static byte[] Attribute(string name, float[] values) =>
        Message([(1, Text(name)), .. values.Select(value => (7, (object)value)), (20, 6L)]);

    public static byte[] Attribute(string name, string[] values) =>
        Message([(1, Text(name)), .. values.Select(value => (9, (object)Text(value))), (20, 8L)]);

    public static byte[] Tensor(string name, long[] dimensions, float[] values) =>
        Tensor(name, dimensions, FloatType, MemoryMarshal.AsBytes<float>(values));

    public static byte[] Tensor(string name, long[] dimensions, long[] values) =>
        Tensor(name, dimensions, Int64Type, MemoryMarshal.AsBytes<long>(values));

    private static byte[] Tensor(string name, long[] dimensions, long type, ReadOnlySpan<byte> values) => Message(
    [
        .. dimensions.Select(dimension => (1, (object)dimension)),
        (2, type),
        (8, Text(name)),
        (9, values.ToArray()),
    ]);

    private static byte[] ValueInfo(string name) => Message((1, Text(name)), (2, Message((1, Message((1, FloatType))))));

    private static byte[] Text(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static byte[] Message(params (int Field, object Value)[] fields)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            foreach ((int field, object value) in fields)
            {
                if (value is long number)
                {
                    output.WriteTag(field, WireFormat.WireType.Varint);
                    output.WriteInt64(number);
                }
                else if (value is float real)
                {
                    output.WriteTag(field, WireFormat.WireType.Fixed32);
                    output.WriteFloat(real);
                }
                else
                {
                    output.WriteTag(field, WireFormat.WireType.LengthDelimited);
                    output.WriteBytes(ByteString.CopyFrom((byte[])value));
                }
            }
        }

        return stream.ToArray();
    }
}
