using UnrolledRnn.Formats.Tests.Support;

namespace UnrolledRnn.Formats.Tests.Onnx;

/// <summary>Graphs with constants, connections and parts of values in many places compute what ONNX Runtime computes.</summary>
public sealed class OnnxGraphTests
{
    private const int Size = 3;
    private const int Steps = 5;
    private const int BatchSize = 2;

    private static readonly Dictionary<string, (Func<OnnxGraphBuilder, string> Build, string Layers)> s_graphs = new()
    {
        ["constants around layers go into them"] = (
            graph => Times(graph, Plus(graph, Dense(graph, Gru(graph, Plus(graph, Times(graph, "x", 2, 3), 0.5f, -1))), 1, 2), 0.5f),
            "2 -> GruResetBefore 3 -> dense 2 Identity"),
        ["a constant less values is added to them with the other sign"] = (
            graph => graph.Node("Sub", [graph.Tensor("c", [1]), Dense(graph, Gru(graph, "x"))]),
            "2 -> GruResetBefore 3 -> dense 2 Identity"),
        ["factors behind a function get a matrix"] = (
            graph => Times(graph, graph.Node("Tanh", [Dense(graph, Gru(graph, "x"))]), 2, 3),
            "2 -> GruResetBefore 3 -> dense 2 Tanh without bias -> dense 2 Identity without bias"),
        ["the input less the output"] = (
            graph => graph.Node("Sub", ["x", Dense(graph, Gru(graph, "x"))]),
            "2 -> GruResetBefore 3 -> dense 2 Identity without bias + input"),
        ["a multiple of the input"] = (
            graph => graph.Node("Add", [Times(graph, "x", 0.25f), Dense(graph, Gru(graph, "x"))]),
            "2 -> GruResetBefore 3 -> dense 2 Identity without bias -> + 0.25 x layer 0"),
        ["the input in front of what a layer gives"] = (
            graph => Dense(graph, graph.Node("Concat", ["x", Gru(graph, "x")], OnnxMessages.Attribute("axis", 2L)), 5),
            "2 -> GruResetBefore 3 -> with layer 0 -> dense 2 Identity without bias"),
        ["a part of the input is added"] = (
            graph => graph.Node(
                "Relu",
                [graph.Node("Add", [Part(graph, Dense(graph, Gru(graph, "x")), 0, 1), Part(graph, "x", 1, 2)])]),
            "2 -> GruResetBefore 3 -> dense 2 Identity without bias -> with layer 0 -> dense 1 Identity without bias -> Relu"),
        ["a part of what a layer gives"] = (
            graph => Dense(graph, Part(graph, Gru(graph, "x"), 1, 3), 2), "2 -> GruResetBefore 3 -> dense 2 Identity without bias"),
        ["features in the opposite order"] = (
            graph => Dense(graph, graph.Node(
                "Slice",
                [
                    Gru(graph, "x"), graph.Numbers("s", [-1]), graph.Numbers("e", [long.MinValue]), graph.Numbers("a", [2]),
                    graph.Numbers("t", [-1]),
                ])),
            "2 -> GruResetBefore 3 -> dense 2 Identity without bias"),
        ["parts that are joined again"] = (
            graph =>
            {
                graph.Node("Split", [Gru(graph, "x"), graph.Numbers("split", [1, 2])], ["one", "two"], OnnxMessages.Attribute("axis", -1L));
                return Dense(graph, graph.Node("Concat", ["two", "one"], OnnxMessages.Attribute("axis", 2L)));
            },
            "2 -> GruResetBefore 3 -> dense 2 Identity without bias"),
        ["the value itself is added"] = (
            graph =>
            {
                string h = Gru(graph, "x");
                return Dense(graph, graph.Node("Add", [h, h]));
            },
            "2 -> GruResetBefore 3 -> + 1 x layer 1 -> dense 2 Identity without bias"),
        ["matrix products of rows"] = (
            graph => graph.Node(
                "Reshape",
                [
                    graph.Node(
                        "Gemm",
                        [
                            graph.Node("Flatten", [Gru(graph, "x")], OnnxMessages.Attribute("axis", 2L)),
                            graph.Tensor("kernel", Values(6), 2, 3),
                            graph.Tensor("bias", [1], 1, 1),
                        ],
                        OnnxMessages.Attribute("alpha", 0.5f),
                        OnnxMessages.Attribute("beta", 2f),
                        OnnxMessages.Attribute("transB", 1L)),
                    graph.Node(
                        "Concat",
                        [
                            graph.Node("Slice", [graph.Node("Shape", ["x"]), graph.Numbers("s", [0]), graph.Numbers("e", [2])]),
                            graph.Numbers("n", [2]),
                        ],
                        OnnxMessages.Attribute("axis", 0L)),
                ]),
            "2 -> GruResetBefore 3 -> dense 2 Identity"),
        ["initial states that are repeated for the batch"] = (
            graph =>
            {
                string batch = graph.Node("Gather", [graph.Node("Shape", ["x"]), graph.Numbers("i", [1])]);
                string repeats = graph.Node(
                    "Concat", [graph.Numbers("a", [1]), batch, graph.Numbers("b", [1])], OnnxMessages.Attribute("axis", 0L));
                return Dense(graph, Gru(graph, "x", graph.Node("Tile", [graph.Tensor("h", [1, -1, 0.5f], 1, 1, Size), repeats])));
            },
            "2 -> GruResetBefore 3 -> dense 2 Identity without bias"),
    };

    public static TheoryData<string> Names => [.. s_graphs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Graph_computes_what_onnx_runtime_does(string name)
    {
        (Func<OnnxGraphBuilder, string> build, string layers) = s_graphs[name];
        byte[] file = OnnxFixtures.File(build);
        float[] inputs = RandomWeights.Values(new Random(6), Steps * BatchSize * OnnxFixtures.InputSize);

        ModelDescription model = ModelFiles.Read(file, name);

        Assert.Equal(layers, model.ToString());
        float[] expected = OnnxRuntimeOracle.Run(file, inputs, Steps, BatchSize);
        OnnxFixtures.AssertEqual(expected, OnnxFixtures.Run(model, inputs, BatchSize), 1e-5f);
    }

    private static string Gru(OnnxGraphBuilder graph, string input, string initial = "") => graph.Node(
        "Squeeze",
        [
            graph.Node(
                "GRU",
                [
                    input,
                    graph.Tensor("W", Values(3 * Size * 2), 1, 3 * Size, 2),
                    graph.Tensor("R", Values(3 * Size * Size), 1, 3 * Size, Size),
                    graph.Tensor("B", Values(6 * Size), 1, 6 * Size),
                    "",
                    initial,
                ],
                OnnxMessages.Attribute("hidden_size", Size)),
            graph.Numbers("axes", [1]),
        ]);

    private static string Dense(OnnxGraphBuilder graph, string input, int inputs = Size) =>
        graph.Node("MatMul", [input, graph.Tensor("kernel", Values(inputs * 2), inputs, 2)]);

    private static string Times(OnnxGraphBuilder graph, string value, params float[] factors) =>
        graph.Node("Mul", [value, graph.Tensor("factors", factors, factors.Length)]);

    private static string Plus(OnnxGraphBuilder graph, string value, params float[] summands) =>
        graph.Node("Add", [graph.Tensor("summands", summands, 1, summands.Length), value]);

    private static string Part(OnnxGraphBuilder graph, string value, long start, long end) => graph.Node(
        "Slice", [value, graph.Numbers("s", [start]), graph.Numbers("e", [end]), graph.Numbers("a", [-1])]);

    private static float[] Values(int count) => RandomWeights.Values(new Random(count), count);
}
