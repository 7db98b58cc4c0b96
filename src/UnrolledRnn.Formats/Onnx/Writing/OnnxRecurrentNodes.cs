using System.Globalization;

namespace UnrolledRnn.Formats;

/// <summary>Turns a recurrent layer into nodes.</summary>
internal static class OnnxRecurrentNodes
{
    /// <summary>The name of the batch's size.</summary>
    public const string Batch = "batch";

    /// <summary>ONNX's gates i, o, f, c among PyTorch's i, f, g, o.</summary>
    private static readonly int[] s_lstm = [0, 3, 1, 2];

    /// <summary>Adds a layer, its states as inputs and outputs of the graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="index">Recurrent layers before it.</param>
    /// <param name="isLastStep">Whether its value is the final h, as a sequence of one step.</param>
    /// <returns>Its value, [time, batch, size].</returns>
    public static string Add(OnnxGraphBuilder graph, ModelLayer layer, RecurrentLayerShape shape, string input, int index, bool isLastStep)
    {
        string[] vectors = shape.Cell == RnnCell.Lstm ? ["h", "c"] : ["h"];
        int directions = shape.Bidirectional ? 2 : 1;
        object[] state = [directions, Batch, shape.HiddenSize];
        string[] before = Array.ConvertAll(vectors, vector => graph.Input(Name("state_in", index, vector), OnnxDataType.Float, state));
        string[] after = Array.ConvertAll(vectors, vector => graph.Output(Name("state_out", index, vector), state));
        AddInitialStates(graph, layer, shape, index, vectors);

        string every = isLastStep ? "" : $"{graph.Prefix}.Y";
        string peepholes = shape.Peepholes ? Stack(graph, layer, shape, "P", "peephole", OnnxCells.Peepholes, 3 * shape.HiddenSize) : "";
        string[] inputs = [input, .. Weights(graph, layer, shape), "", .. before, .. shape.Peepholes ? (string[])[peepholes] : []];
        graph.Node(Operator(shape.Cell), inputs, [every, .. after], Attributes(shape));
        if (!shape.Bidirectional)
        {
            // [1, batch, nHid] is a sequence of one step as it is.
            return isLastStep ? after[0] : graph.Node("Squeeze", [every, graph.Numbers("axes", [1])]);
        }

        return Merge(graph, shape.Merge, isLastStep ? graph.Node("Unsqueeze", [after[0], graph.Numbers("axes", [0])]) : every);
    }

    private static string Operator(RnnCell cell) => cell switch
    {
        RnnCell.Lstm => "LSTM",
        RnnCell.Gru or RnnCell.GruResetBefore => "GRU",
        _ => "RNN",
    };

    private static string Name(string kind, int index, string vector) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}.{index}.{vector}");

    /// <summary>The state in which a sequence starts, as a constant output.</summary>
    private static void AddInitialStates(OnnxGraphBuilder graph, ModelLayer layer, RecurrentLayerShape shape, int index, string[] vectors)
    {
        string[] directions = [.. LayerTensors.Directions(shape)];
        foreach (string vector in vectors.Where(vector => directions.Any(direction => layer.Tensors.ContainsKey($"{vector}_0{direction}"))))
        {
            float[] values = [.. directions.SelectMany(direction => Values(layer, $"{vector}_0{direction}", shape.HiddenSize))];
            string tensor = graph.Tensor($"{vector}_0", values, directions.Length, 1, shape.HiddenSize);
            string output = graph.Output($"{OnnxOutputs.InitialState}{index}.{vector}", directions.Length, 1, shape.HiddenSize);
            graph.Node("Identity", [tensor], [output]);
        }
    }

    private static string[] Weights(OnnxGraphBuilder graph, ModelLayer layer, RecurrentLayerShape shape)
    {
        int[] gates = shape.Cell == RnnCell.Lstm ? s_lstm : OnnxCells.Gates(shape.Cell);
        int rows = gates.Length * shape.HiddenSize;
        float[] biases =
        [
            .. LayerTensors.Directions(shape).SelectMany(direction => (string[])[$"bias_ih{direction}", $"bias_hh{direction}"])
                .SelectMany(name => WeightLayout.Reorder(Values(layer, name, rows), gates)),
        ];
        return
        [
            Stack(graph, layer, shape, "W", "weight_ih", gates, rows, shape.InputSize),
            Stack(graph, layer, shape, "R", "weight_hh", gates, rows, shape.HiddenSize),
            shape.Bias ? graph.Tensor("B", biases, shape.Bidirectional ? 2 : 1, 2 * rows) : "",
        ];
    }

    /// <summary>The tensors of all directions as one, their blocks in another order.</summary>
    private static string Stack(
        OnnxGraphBuilder graph,
        ModelLayer layer,
        RecurrentLayerShape shape,
        string name,
        string tensor,
        ReadOnlySpan<int> order,
        params int[] size)
    {
        List<float> values = [];
        foreach (string direction in LayerTensors.Directions(shape))
        {
            values.AddRange(WeightLayout.Reorder(layer.Tensors[tensor + direction].Values, order));
        }

        return graph.Tensor(name, [.. values], [shape.Bidirectional ? 2 : 1, .. size]);
    }

    private static float[] Values(ModelLayer layer, string name, int count) =>
        layer.Tensors.TryGetValue(name, out ModelTensor? tensor) ? tensor.Values.ToArray() : new float[count];

    private static ProtobufMessage[] Attributes(RecurrentLayerShape shape)
    {
        LayerActivation[] ofCell = shape.Cell switch
        {
            RnnCell.Lstm => [shape.GateActivation, shape.CellActivation, shape.CellActivation],
            RnnCell.Gru or RnnCell.GruResetBefore => [shape.GateActivation, shape.CellActivation],
            _ => [shape.CellActivation],
        };
        (string Name, float? Alpha, float? Beta)[] functions =
        [
            .. LayerTensors.Directions(shape).SelectMany(_ => ofCell).Select(OnnxFunctionNodes.OfCell),
        ];
        List<ProtobufMessage> attributes =
        [
            OnnxMessages.Attribute("hidden_size", (long)shape.HiddenSize),
            OnnxMessages.Attribute("direction", shape.Bidirectional ? "bidirectional" : "forward"),
            OnnxMessages.Attribute("activations", functions.Select(function => function.Name)),
        ];
        float[] alphas = [.. functions.Select(function => function.Alpha).OfType<float>()];
        float[] betas = [.. functions.Select(function => function.Beta).OfType<float>()];
        if (alphas.Length > 0)
        {
            attributes.Add(OnnxMessages.Attribute("activation_alpha", alphas));
        }

        if (betas.Length > 0)
        {
            attributes.Add(OnnxMessages.Attribute("activation_beta", betas));
        }

        if (Operator(shape.Cell) == "GRU")
        {
            attributes.Add(OnnxMessages.Attribute("linear_before_reset", shape.Cell == RnnCell.Gru ? 1L : 0));
        }

        return [.. attributes];
    }

    /// <summary>[time, directions, batch, nHid] → [time, batch, directions · nHid] or [time, batch, nHid]</summary>
    private static string Merge(OnnxGraphBuilder graph, DirectionMerge merge, string value) => merge switch
    {
        DirectionMerge.Concatenate => graph.Node(
            "Reshape",
            [graph.Node("Transpose", [value], OnnxMessages.Attribute("perm", 0L, 2L, 1L, 3L)), graph.Numbers("shape", [0, 0, -1])]),
        DirectionMerge.Sum => graph.Node("ReduceSum", [value, graph.Numbers("axes", [1])], OnnxMessages.Attribute("keepdims", 0L)),
        _ => graph.Node(
            merge == DirectionMerge.Mean ? "ReduceMean" : "ReduceProd",
            [value],
            OnnxMessages.Attribute("axes", [1L]),
            OnnxMessages.Attribute("keepdims", 0L)),
    };
}
