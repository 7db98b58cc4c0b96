using Google.Protobuf;

namespace UnrolledRnn.Generator.Tests.Onnx;

/// <summary>
/// Writes an ONNX model of one RNN operator and, behind it, a linear layer: the few messages of onnx.proto that this takes,
/// field by field. https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
/// </summary>
internal static class OnnxRnnModel
{
    private const int FloatType = 1;

    /// <summary>The bytes of a model with inputs X [T, B, nIn] and H0 [1, B, nHid] and outputs O [T, 1, B, nOut] and HT [1, B, nHid].</summary>
    public static byte[] Create(
        string activation, int inputSize, int hiddenSize, int outputSize, float[] weightIh, float[] weightHh, float[] biasH, float[] weightHoTransposed, float[] biasO)
    {
        byte[] graph = Message(
            (1, Node("RNN", ["X", "W", "R", "B", "", "H0"], ["Y", "HT"], [IntAttribute("hidden_size", hiddenSize), StringsAttribute("activations", activation)])),
            (1, Node("MatMul", ["Y", "V"], ["P"], [])),
            (1, Node("Add", ["P", "C"], ["O"], [])),
            (2, Text("rnn")),
            (5, Tensor("W", [1, hiddenSize, inputSize], weightIh)),
            (5, Tensor("R", [1, hiddenSize, hiddenSize], weightHh)),
            (5, Tensor("B", [1, 2 * hiddenSize], [.. biasH, .. new float[hiddenSize]])),
            (5, Tensor("V", [hiddenSize, outputSize], weightHoTransposed)),
            (5, Tensor("C", [outputSize], biasO)),
            (11, ValueInfo("X")),
            (11, ValueInfo("H0")),
            (12, ValueInfo("O")),
            (12, ValueInfo("HT")));
        return Message((1, 8L), (7, graph), (8, Message((1, Text("")), (2, 14L))));
    }

    private static byte[] Node(string operation, string[] inputs, string[] outputs, byte[][] attributes) => Message(
    [
        .. inputs.Select(input => (1, (object)Text(input))),
        .. outputs.Select(output => (2, (object)Text(output))),
        (4, Text(operation)),
        .. attributes.Select(attribute => (5, (object)attribute)),
    ]);

    private static byte[] IntAttribute(string name, long value) => Message((1, Text(name)), (3, value), (20, 2L));

    private static byte[] StringsAttribute(string name, string value) => Message((1, Text(name)), (9, Text(value)), (20, 8L));

    private static byte[] Tensor(string name, long[] dimensions, float[] values) => Message(
    [
        .. dimensions.Select(dimension => (1, (object)dimension)),
        (2, (long)FloatType),
        (8, Text(name)),
        (9, System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values).ToArray()),
    ]);

    private static byte[] ValueInfo(string name) => Message((1, Text(name)), (2, Message((1, Message((1, (long)FloatType))))));

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
