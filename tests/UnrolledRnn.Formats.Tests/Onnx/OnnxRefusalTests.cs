namespace UnrolledRnn.Formats.Tests.Onnx;

/// <summary>Graphs that compute something else than a network here are refused, and the node is named.</summary>
public sealed class OnnxRefusalTests
{
    private const int Size = 3;
    private const int Inputs = OnnxFixtures.InputSize;

    private static readonly ProtobufMessage s_size = OnnxMessages.Attribute("hidden_size", Size);

    private static readonly Dictionary<string, (Func<OnnxGraphBuilder, string> Build, string Problem)> s_graphs = new()
    {
        ["clip"] = (graph => Lstm(graph, "x", OnnxMessages.Attribute("clip", 3f)), "node 'LSTM' (LSTM): the attribute clip"),
        ["input_forget"] = (graph => Lstm(graph, "x", OnnxMessages.Attribute("input_forget", 1L)), "the attribute input_forget"),
        ["unknown attribute"] = (
            graph => Lstm(graph, "x", OnnxMessages.Attribute("zoneout", 1L)), "the attribute zoneout is not known here"),
        ["backwards only"] = (
            graph => Lstm(graph, "x", OnnxMessages.Attribute("direction", "reverse")), "(LSTM) reads the sequence backwards only"),
        ["backwards in front of a dense layer"] = (
            graph => Dense(graph, Squeezed(graph, Lstm(graph, "x", OnnxMessages.Attribute("direction", "reverse")))),
            "node 'MatMul' (MatMul): node 'LSTM' (LSTM) reads the sequence backwards only"),
        ["unknown function of a cell"] = (
            graph => Lstm(graph, "x", OnnxMessages.Attribute("activations", ["Sigmoid", "Softsign", "Softsign"])),
            "no cell here has the activation Softsign"),
        ["other parameter of a cell"] = (
            graph => Lstm(
                graph,
                "x",
                OnnxMessages.Attribute("activations", ["HardSigmoid", "Tanh", "Tanh"]),
                OnnxMessages.Attribute("activation_alpha", [0.3f])),
            "no cell here has the activation HardSigmoid with alpha = 0.3"),
        ["two functions of c"] = (
            graph => Lstm(graph, "x", OnnxMessages.Attribute("activations", ["Sigmoid", "Tanh", "Relu"])),
            "the activation of the candidate is Tanh, but that of c is Relu"),
        ["lengths of sequences"] = (
            graph =>
            {
                graph.Input("lengths", OnnxDataType.Int32, "batch");
                return graph.Node("LSTM", ["x", Weight(graph, 4 * Size, Inputs), Weight(graph, 4 * Size, Size), "", "lengths"], s_size);
            },
            "sequence_lens is not the length of the input"),
        ["another number of units"] = (
            graph => graph.Node(
                "LSTM",
                ["x", Weight(graph, 4 * Size, Inputs), Weight(graph, 4 * Size, Size)],
                OnnxMessages.Attribute("hidden_size", 4L)),
            "R is of shape [1, 12, 3], expected 4 columns"),
        ["weights of another shape"] = (
            graph => graph.Node("GRU", ["x", Weight(graph, 4 * Size, Inputs), Weight(graph, 4 * Size, Size)], s_size),
            "W is of shape [1, 12, 2], expected [1, 9, 2]"),
        ["initial states that differ"] = (
            graph => graph.Node(
                "LSTM",
                [
                    "x", Weight(graph, 4 * Size, Inputs), Weight(graph, 4 * Size, Size), "", "",
                    graph.Tensor("h", [1, 2, 3, 1, 2, 4], 1, 2, Size),
                ],
                s_size),
            "initial_h differs from sequence to sequence"),
        ["operator that is no layer"] = (
            graph => graph.Node("Conv", ["x", Weight(graph, 1, 1)]), "node 'Conv' (Conv): no layer here is made"),
        ["time step in the middle"] = (
            graph => graph.Node("Gather", [Sequence(graph), graph.Numbers("i", [3], isScalar: true)]), "time step 3 is taken"),
        ["first time step"] = (
            graph => graph.Node("Gather", [Sequence(graph), graph.Numbers("i", [0], isScalar: true)]), "the first time step is taken"),
        ["some time steps"] = (
            graph => graph.Node("Slice", [Sequence(graph), graph.Numbers("s", [1]), graph.Numbers("e", [4]), graph.Numbers("a", [0])]),
            "a part of the time steps is taken, from 1 to 4"),
        ["a sequence of the batch"] = (
            graph => graph.Node(
                "Gather", [Sequence(graph), graph.Numbers("i", [-1], isScalar: true)], OnnxMessages.Attribute("axis", 1L)),
            "a part of 'batch' is taken, along which no layer runs"),
        ["mixed dimensions"] = (
            graph => graph.Node("Reshape", [Sequence(graph), graph.Numbers("shape", [-1, 2, Size])]),
            "which mixes time, sequences and features"),
        ["softmax over time"] = (
            graph => graph.Node("Softmax", [Sequence(graph)], OnnxMessages.Attribute("axis", 0L)),
            "axis 0 of [time, batch, 3] is not that"),
        ["mean over time"] = (
            graph => graph.Node("ReduceMean", [Sequence(graph)], OnnxMessages.Attribute("axes", [0L])), "it combines dimension 0"),
        ["another slope"] = (
            graph => graph.Node("LeakyRelu", [Sequence(graph)], OnnxMessages.Attribute("alpha", 0.2f)),
            "no function here is LeakyRelu with alpha = 0.2"),
        ["other limits"] = (
            graph => graph.Node("Clip", [Sequence(graph), graph.Tensor("a", [0]), graph.Tensor("b", [6])]), "values are limited to [0, 6]"),
        ["product of layers"] = (
            graph =>
            {
                string y = Sequence(graph);
                return graph.Node("Mul", [y, graph.Node("Sigmoid", [y])]);
            },
            "node 'Mul' (Mul): values are combined that are not the two directions"),
        ["branches beside each other"] = (
            graph => graph.Node("Add", [Sequence(graph), Sequence(graph)]),
            "node 'Add' (Add) reads node 'LSTM' (LSTM), which is beside other layers"),
        ["branches that are joined"] = (
            graph => Dense(graph, graph.Node("Concat", [Sequence(graph), Sequence(graph)], OnnxMessages.Attribute("axis", 2L)), 2 * Size),
            "is beside other layers"),
        ["second input"] = (
            graph => graph.Node(
                "Concat", ["x", graph.Input("knob", OnnxDataType.Float, "time", "batch", 1)], OnnxMessages.Attribute("axis", 2L)),
            "the graph has the inputs 'x', 'knob'"),
        ["value that is not there"] = (
            graph => graph.Node("Add", [Sequence(graph), "nowhere"]), "it reads 'nowhere', which neither the file nor a node"),
        ["every step and the last"] = (
            graph =>
            {
                string y = Sequence(graph);
                return graph.Node("Add", [y, graph.Node("Gather", [y, graph.Numbers("i", [-1], isScalar: true)])]);
            },
            "values of shapes [time, batch, 3] and [batch, 3] are combined"),
    };

    public static TheoryData<string> Names => [.. s_graphs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Graph_that_is_no_network_here_is_refused(string name)
    {
        (Func<OnnxGraphBuilder, string> build, string problem) = s_graphs[name];

        OnnxFixtures.AssertRefused(() => ModelFiles.Read(OnnxFixtures.File(build), "model.onnx"), problem);
    }

    [Fact]
    public void Two_outputs_that_are_no_states_are_refused() => OnnxFixtures.AssertRefused(
        () => ModelFiles.Read(
            OnnxFixtures.File(graph =>
            {
                string y = Sequence(graph);
                graph.Node("Tanh", [y], [graph.Output("other", "time", "batch", Size)]);
                return graph.Node("Relu", [y]);
            }),
            "model.onnx"),
        "the graph has the outputs 'other', 'output'");

    [Fact]
    public void Operators_before_version_7_are_refused()
    {
        var old = new ProtobufMessage().Add(1, 3L).Add(7, new ProtobufMessage().Add(2, "g")).Add(8, new ProtobufMessage().Add(2, 6L));

        OnnxFixtures.AssertRefused(
            () => ModelFiles.Read(OnnxFixtures.Bytes(old), "model.onnx"), "operator set 6 of ONNX, expected 7 at least");
    }

    [Fact]
    public void Node_on_which_no_output_depends_is_of_no_matter()
    {
        ModelDescription model = ModelFiles.Read(
            OnnxFixtures.File(graph =>
            {
                graph.Node("Loop", ["x"]);
                return Sequence(graph);
            }),
            "model.onnx");

        Assert.Equal("2 -> Lstm 3 without bias", model.ToString());
    }

    [Fact]
    public void Dimensions_of_one_name_are_not_mixed_up()
    {
        var graph = new OnnxGraphBuilder();
        graph.Input("x", OnnxDataType.Float, "N", "N", Inputs);
        graph.Node(
            "Gather",
            [Sequence(graph), graph.Numbers("i", [-1], isScalar: true)],
            [graph.Output("output")],
            OnnxMessages.Attribute("axis", 1L));

        OnnxFixtures.AssertRefused(
            () => ModelFiles.Read(OnnxFixtures.Bytes(OnnxMessages.Model(graph.ToMessage(), [])), "model.onnx"), "a part of 'N' is taken");
    }

    private static string Sequence(OnnxGraphBuilder graph) => Squeezed(graph, Lstm(graph, "x"));

    private static string Squeezed(OnnxGraphBuilder graph, string value) => graph.Node("Squeeze", [value, graph.Numbers("axes", [1])]);

    private static string Lstm(OnnxGraphBuilder graph, string input, params ProtobufMessage[] attributes) => graph.Node(
        "LSTM", [input, Weight(graph, 4 * Size, Inputs), Weight(graph, 4 * Size, Size)], [s_size, .. attributes]);

    private static string Dense(OnnxGraphBuilder graph, string input, int inputs = Size) =>
        graph.Node("MatMul", [input, graph.Tensor("kernel", new float[inputs * 2], inputs, 2)]);

    private static string Weight(OnnxGraphBuilder graph, int rows, int columns) =>
        graph.Tensor("weight", [.. Enumerable.Range(0, rows * columns).Select(i => i / 100f)], 1, rows, columns);
}
