using System.Runtime.InteropServices;
using System.Text;
using Google.Protobuf;

namespace UnrolledRnn.Benchmarks.Peers.Onnx;

/// <summary>
/// The messages of onnx.proto that a small graph takes, field by field.
/// https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
/// </summary>
internal static class OnnxMessage
{
    /// <summary>The type of floats.</summary>
    public const long FloatType = 1;

    /// <summary>The type of whole numbers of 64 bits.</summary>
    public const long Int64Type = 7;

    private const long IntAttributeType = 2;

    /// <summary>A model of the given operator set.</summary>
    public static byte[] Model(byte[] graph, long operatorSet) =>
        Message((1, 8L), (7, graph), (8, Message((1, Text("")), (2, operatorSet))));

    public static byte[] Graph(byte[][] nodes, byte[][] tensors, byte[][] inputs, byte[][] outputs) => Message(
    [
        .. nodes.Select(node => (1, (object)node)),
        (2, Text("network")),
        .. tensors.Select(tensor => (5, (object)tensor)),
        .. inputs.Select(input => (11, (object)input)),
        .. outputs.Select(output => (12, (object)output)),
    ]);

    public static byte[] Node(
        string operation, string[] inputs, string[] outputs, params (string Name, long Value)[] attributes) =>
        Message(
        [
            .. inputs.Select(input => (1, (object)Text(input))),
            .. outputs.Select(output => (2, (object)Text(output))),
            (4, Text(operation)),
            .. attributes.Select(
                attribute => (5, (object)Message((1, Text(attribute.Name)), (3, attribute.Value), (20, IntAttributeType)))),
        ]);

    public static byte[] Tensor(string name, long[] dimensions, float[] values) => Message(
    [
        .. dimensions.Select(dimension => (1, (object)dimension)),
        (2, FloatType),
        (8, Text(name)),
        (9, MemoryMarshal.AsBytes<float>(values).ToArray()),
    ]);

    public static byte[] Int64Tensor(string name, long[] dimensions, long[] values) => Message(
    [
        .. dimensions.Select(dimension => (1, (object)dimension)),
        (2, Int64Type),
        (8, Text(name)),
        (9, MemoryMarshal.AsBytes<long>(values).ToArray()),
    ]);

    public static byte[] ValueInfo(string name, long[] dimensions, long type = FloatType)
    {
        byte[] shape = Message([.. dimensions.Select(dimension => (1, (object)Message((1, dimension))))]);
        return Message((1, Text(name)), (2, Message((1, Message((1, type), (2, shape))))));
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

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
