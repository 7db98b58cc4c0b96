using System.Diagnostics;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats.Tests.Onnx;

/// <summary>A damaged file, or one that is made to harm, is refused at once, and takes little memory.</summary>
public sealed class OnnxDamageTests
{
    private const int MaxBytesBeyondFile = 32 << 20;

    public static TheoryData<string> Files => ["lstm.onnx", "gru_both_ends.onnx", "learned.onnx", "keras_both_ways.onnx", "types.onnx"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Cut_file_is_refused(string name)
    {
        byte[] file = File.ReadAllBytes(OnnxFixtures.PathOf(name));
        for (int length = 1; length < file.Length - 20; length++)
        {
            Assert.Throws<ModelFormatException>(() => ModelFiles.Read(file.AsMemory(0, length), name));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void File_with_a_wrong_byte_is_read_or_refused(string name)
    {
        byte[] file = File.ReadAllBytes(OnnxFixtures.PathOf(name));
        for (int i = 0; i < file.Length; i++)
        {
            foreach (byte wrong in (byte[])[0x7F, 0xFF, (byte)(file[i] ^ 1)])
            {
                byte[] damaged = [.. file];
                damaged[i] = wrong;
                ReadOrRefuse(damaged);
            }
        }
    }

    private static readonly Dictionary<string, Func<byte[]>> s_harmful = new()
    {
        ["constant of any size"] = () => OnnxFixtures.File(graph => graph.Node(
            "Add", ["x", graph.Node("ConstantOfShape", [graph.Numbers("shape", [int.MaxValue, 1 << 20, 1 << 20])])])),
        ["expansion of any size"] = () => OnnxFixtures.File(graph => graph.Node(
            "Expand", ["x", graph.Numbers("shape", [int.MaxValue, int.MaxValue, 1, 1, 2])])),
        ["size beyond all numbers"] = () => OnnxFixtures.File(graph => graph.Node(
            "Reshape", ["x", graph.Node("Mul", [graph.Numbers("a", [long.MinValue, 1]), graph.Numbers("b", [-1, long.MaxValue])])])),
        ["doubled again and again"] = () => OnnxFixtures.File(graph =>
        {
            string value = "x";
            for (int i = 0; i < 60; i++)
            {
                value = graph.Node("Concat", [value, value], OnnxMessages.Attribute("axis", 2L));
            }

            return value;
        }),
        ["long chain"] = () => OnnxFixtures.File(graph => Repeat(graph, 4_000, (value, _) => graph.Node("Tanh", [value]))),
        ["long chain of sums"] = () => OnnxFixtures.File(graph =>
        {
            List<string> values = ["x"];
            return Repeat(graph, 2_000, (value, i) =>
            {
                values.Add(graph.Node("Tanh", [value]));
                return graph.Node("Add", [values[^1], values[i / 2]]);
            });
        }),
        ["long chain of concatenations"] = () => OnnxFixtures.File(graph => Repeat(graph, 2_000, (value, _) => graph.Node(
            "Tanh", [graph.Node("Concat", [value, "x"], OnnxMessages.Attribute("axis", 2L))]))),
        ["tensor with sizes beyond the file"] = () => OnnxFixtures.Bytes(OnnxMessages.Model(
            new ProtobufMessage()
                .Add(1, OnnxMessages.Node("n", "MatMul", ["x", "w"], ["output"], []))
                .Add(5, OnnxMessages.Tensor("w", OnnxDataType.Float, [2, 1 << 29]).AddRaw(OnnxTensor.RawField, new float[8]))
                .Add(11, OnnxMessages.Value("x", OnnxDataType.Float, ["time", "batch", 2]))
                .Add(12, OnnxMessages.Value("output", OnnxDataType.Float, [])),
            [])),
        ["input of any size"] = () => OnnxFixtures.Bytes(OnnxMessages.Model(
            new ProtobufMessage()
                .Add(1, OnnxMessages.Node("n", "Tanh", ["x"], ["output"], []))
                .Add(11, OnnxMessages.Value("x", OnnxDataType.Float, [int.MaxValue, int.MaxValue, int.MaxValue]))
                .Add(12, OnnxMessages.Value("output", OnnxDataType.Float, [])),
            [])),
        ["empty nodes"] = () =>
        {
            var graph = new ProtobufMessage();
            for (int i = 0; i < 1_000_000; i++)
            {
                graph.AddRaw<byte>(1, []);
            }

            return OnnxFixtures.Bytes(OnnxMessages.Model(graph, []));
        },
    };

    public static TheoryData<string> Harmful => [.. s_harmful.Keys];

    [Theory]
    [MemberData(nameof(Harmful))]
    public void File_that_is_made_to_harm_takes_little(string name)
    {
        byte[] file = s_harmful[name]();
        ReadOrRefuse(file);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        ReadOrRefuse(file);

        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxBytesBeyondFile + (2L * file.Length));
    }

    private static void ReadOrRefuse(byte[] file)
    {
        try
        {
            ModelFiles.Read(file, "model.onnx");
        }
        catch (ModelFormatException)
        {
            // any other exception fails the test
        }
    }

    private static string Repeat(OnnxGraphBuilder graph, int count, Func<string, int, string> add)
    {
        string value = "x";
        graph.Prefix = "n";
        for (int i = 0; i < count; i++)
        {
            value = add(value, i);
        }

        return value;
    }
}
