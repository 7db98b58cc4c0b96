using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Onnx;

/// <summary>
/// Writes a network as an ONNX model with inputs X [T, B, nIn] and, for recurrent layer l, H{l} and C{l} [directions, B,
/// nHid], and outputs Y [T, B, nOut] and the final HT{l} and CT{l}.
/// </summary>
internal sealed class OnnxNetworkModel
{
    private readonly List<byte[]> _nodes = [];
    private readonly List<byte[]> _tensors = [];
    private readonly List<string> _inputs = ["X"];
    private readonly List<string> _outputs = ["Y"];
    private string _last = "X";

    private OnnxNetworkModel()
    {
    }

    /// <summary>The bytes of the model.</summary>
    public static byte[] Create(NetworkReference network)
    {
        var model = new OnnxNetworkModel();
        model.Add(network);
        return OnnxMessages.Model(OnnxMessages.Graph(model._nodes, model._tensors, model._inputs, model._outputs));
    }

    private void Add(NetworkReference network)
    {
        int recurrent = 0;
        foreach (IReferenceLayer layer in network.Layers)
        {
            switch (layer)
            {
                case RecurrentReference single:
                    AddRecurrent(recurrent++, [single.Cell]);
                    break;
                case BidirectionalReference both:
                    AddRecurrent(recurrent++, both.Cells);
                    break;
                case DenseReference dense:
                    AddDense(dense);
                    break;
            }
        }

        if (network.Residual)
        {
            string outputs = _last;
            AddNode("Slice", ["X", Tensor([0L]), Tensor([(long)network.OutputSize]), Tensor([2L])]);
            AddNode("Add", [outputs, _last]);
        }

        _nodes.Add(OnnxMessages.Node("Identity", [_last], ["Y"]));
    }

    private void AddDense(DenseReference layer)
    {
        float[] transposed = [.. Enumerable.Range(0, layer.Weight.Values.Length)
            .Select(i => (float)layer.Weight.Values[(i % layer.OutputSize * layer.InputSize) + (i / layer.OutputSize)])];
        AddNode("MatMul", [_last, Tensor(transposed, layer.InputSize, layer.OutputSize)]);
        AddNode("Add", [_last, Tensor(Array.ConvertAll(layer.Bias.Values, value => (float)value), layer.OutputSize)]);
        if (layer.Function == OutputActivation.Softmax)
        {
            AddNode("Softmax", [_last], OnnxMessages.Attribute("axis", -1));
        }
        else if (layer.Function != OutputActivation.Identity)
        {
            AddNode(layer.Function.ToString(), [_last]);
        }
    }

    private void AddRecurrent(int index, IReadOnlyList<IReferenceCell> directions)
    {
        OnnxCell[] cells = [.. directions.Select(OnnxCell.Of)];
        int size = directions[0].HiddenSize;
        int rows = cells[0].B.Length / 2;
        bool hasCellState = directions[0].StateVectors == 2;
        string[] inputs =
        [
            _last,
            Tensor([.. cells.SelectMany(cell => cell.W)], cells.Length, rows, directions[0].InputSize),
            Tensor([.. cells.SelectMany(cell => cell.R)], cells.Length, rows, size),
            Tensor([.. cells.SelectMany(cell => cell.B)], cells.Length, 2 * rows),
            "",
            $"H{index}",
            .. hasCellState ? [$"C{index}"] : Array.Empty<string>(),
        ];
        string[] final = hasCellState ? [$"HT{index}", $"CT{index}"] : [$"HT{index}"];
        List<byte[]> attributes =
        [
            OnnxMessages.Attribute("hidden_size", size),
            OnnxMessages.Attribute("direction", cells.Length == 2 ? "bidirectional" : "forward"),
        ];
        if (cells[0].Activation is string activation)
        {
            attributes.Add(OnnxMessages.Attribute("activations", [.. cells.Select(_ => activation)]));
        }

        if (cells[0].Operation == "GRU")
        {
            attributes.Add(OnnxMessages.Attribute("linear_before_reset", cells[0].LinearBeforeReset ? 1 : 0));
        }

        _inputs.AddRange(inputs[5..]);
        _outputs.AddRange(final);
        string hidden = $"L{index}";
        _nodes.Add(OnnxMessages.Node(cells[0].Operation, inputs, [hidden, .. final], [.. attributes]));

        // [T, directions, B, nHid] → [T, B, directions · nHid]
        AddNode("Transpose", [hidden], OnnxMessages.Attribute("perm", [0L, 2L, 1L, 3L]));
        AddNode("Reshape", [_last, Tensor([0L, 0L, -1L])]);
    }

    private void AddNode(string operation, string[] inputs, params byte[][] attributes)
    {
        string output = $"N{_nodes.Count}";
        _nodes.Add(OnnxMessages.Node(operation, inputs, [output], attributes));
        _last = output;
    }

    private string Tensor(float[] values, params long[] dimensions)
    {
        string name = $"P{_tensors.Count}";
        _tensors.Add(OnnxMessages.Tensor(name, dimensions, values));
        return name;
    }

    private string Tensor(long[] values)
    {
        string name = $"P{_tensors.Count}";
        _tensors.Add(OnnxMessages.Tensor(name, [values.Length], values));
        return name;
    }
}
