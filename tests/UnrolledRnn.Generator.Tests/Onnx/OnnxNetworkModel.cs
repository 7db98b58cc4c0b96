using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Onnx;

/// <summary>
/// Writes a network as an ONNX model with inputs X [T, B, nIn] and, for recurrent layer l, H{l} and C{l} [directions, B,
/// nHid], and outputs Y [T, B, nOut] and the final HT{l} and CT{l}.
/// </summary>
internal sealed class OnnxNetworkModel
{
    private readonly OnnxGraph _graph = new();
    private readonly List<string> _values = ["X"];
    private string _last = "X";
    private int _recurrent;

    /// <summary>The values from this entry on have one time step.</summary>
    private int _firstOfLastStep;

    private OnnxNetworkModel()
    {
    }

    /// <summary>The bytes of the model.</summary>
    public static byte[] Create(NetworkReference network)
    {
        var model = new OnnxNetworkModel();
        model.Add(network);
        return model._graph.ToModel();
    }

    private void Add(NetworkReference network)
    {
        _graph.AddInputs("X");
        _graph.AddOutputs("Y");
        foreach (IReferenceLayer layer in network.Layers)
        {
            AddLayer(layer, endsSequence: layer == network.LastBothWays);
            _values.Add(_last);
        }

        if (network.Residual)
        {
            string inputs = _graph.Node(
                "Slice", [Earlier(0), _graph.Tensor([0L]), _graph.Tensor([(long)network.OutputSize]), _graph.Tensor([2L])]);
            _last = _graph.Node("Add", [_last, inputs]);
        }

        _graph.AddNode("Identity", [_last], ["Y"]);
    }

    private void AddLayer(IReferenceLayer layer, bool endsSequence)
    {
        switch (layer)
        {
            case RecurrentReference single:
                AddRecurrent([single.Cell], DirectionMerge.Concatenate, endsSequence);
                break;
            case BidirectionalReference both:
                AddRecurrent(both.Cells, both.Merge, endsSequence);
                break;
            case DenseReference dense:
                AddDense(dense);
                break;
            case EmbeddingReference embedding:
                _last = _graph.Node("MatMul", [_last, _graph.Tensor(embedding.Table)]);
                break;
            case ActivationReference activation:
                AddFunction(activation.Function);
                break;
            case SkipReference skip:
                string multiple = _graph.Node("Mul", [Earlier(skip.From!.Value), _graph.Tensor([(float)skip.Gain], 1)]);
                _last = _graph.Node("Add", [_last, multiple]);
                break;
            case ConcatReference concat:
                _last = _graph.Node("Concat", [_last, Earlier(concat.From!.Value)], OnnxMessages.Attribute("axis", 2));
                break;
        }
    }

    private void AddDense(DenseReference layer)
    {
        _last = _graph.Node("MatMul", [_last, _graph.Node("Transpose", [_graph.Tensor(layer.Weight)])]);
        if (layer.Bias is not null)
        {
            _last = _graph.Node(
                "Add", [_last, _graph.Tensor(Array.ConvertAll(layer.Bias.Values, value => (float)value), layer.OutputSize)]);
        }

        AddFunction(layer.Function);
    }

    private void AddFunction(LayerActivation function)
    {
        switch (function)
        {
            case LayerActivation.Softmax:
                _last = _graph.Node("Softmax", [_last], OnnxMessages.Attribute("axis", -1));
                break;
            case LayerActivation.HardTanh:
                _last = _graph.Node("Clip", [_last, _graph.Tensor([-1f]), _graph.Tensor([1f])]);
                break;
            default:
                var described = OnnxFunction.Of(function);
                List<byte[]> attributes = [];
                if (described.Alpha is float alpha)
                {
                    attributes.Add(OnnxMessages.Attribute("alpha", alpha));
                }

                if (described.Beta is float beta)
                {
                    attributes.Add(OnnxMessages.Attribute("beta", beta));
                }

                _last = _graph.Node(described.Name, [_last], [.. attributes]);
                break;
        }
    }

    private void AddRecurrent(IReadOnlyList<ReferenceCell> directions, DirectionMerge merge, bool endsSequence)
    {
        int index = _recurrent++;
        OnnxCell[] cells = [.. directions.Select(OnnxCell.Of)];
        string[] states = directions[0].StateSizes.Count == 2 ? [$"H{index}", $"C{index}"] : [$"H{index}"];
        string[] final = directions[0].StateSizes.Count == 2 ? [$"HT{index}", $"CT{index}"] : [$"HT{index}"];
        int size = directions[0].HiddenSize;
        int rows = cells[0].R.Length / size;
        string[] inputs =
        [
            _last,
            _graph.Tensor([.. cells.SelectMany(cell => cell.W)], cells.Length, rows, directions[0].InputSize),
            _graph.Tensor([.. cells.SelectMany(cell => cell.R)], cells.Length, rows, size),
            cells[0].B is null ? "" : _graph.Tensor([.. cells.SelectMany(cell => cell.B!)], cells.Length, 2 * rows),
            "",
            .. states,
            .. cells[0].P is null ? [] : (string[])[_graph.Tensor([.. cells.SelectMany(cell => cell.P!)], cells.Length, 3 * size)],
        ];
        _graph.AddInputs(states);
        _graph.AddOutputs(final);
        _last = $"L{index}";
        _graph.AddNode(cells[0].Operation, inputs, [_last, .. final], Attributes(cells, size));
        if (endsSequence)
        {
            // The final h of both directions are a sequence of one step.
            _last = _graph.Node("Unsqueeze", [final[0], _graph.Tensor([0L])]);
            _firstOfLastStep = _values.Count;
        }

        AddMerge(merge);
    }

    private static byte[][] Attributes(OnnxCell[] cells, int size)
    {
        OnnxFunction[] functions = [.. cells.SelectMany(cell => cell.Functions)];
        List<byte[]> attributes =
        [
            OnnxMessages.Attribute("hidden_size", size),
            OnnxMessages.Attribute("direction", cells.Length == 2 ? "bidirectional" : "forward"),
            OnnxMessages.Attribute("activations", [.. functions.Select(function => function.Name)]),
            OnnxMessages.Attribute("activation_alpha", [.. functions.Select(function => function.Alpha).OfType<float>()]),
            OnnxMessages.Attribute("activation_beta", [.. functions.Select(function => function.Beta).OfType<float>()]),
        ];
        if (cells[0].Operation == "GRU")
        {
            attributes.Add(OnnxMessages.Attribute("linear_before_reset", cells[0].LinearBeforeReset ? 1 : 0));
        }

        return [.. attributes];
    }

    /// <summary>[T, directions, B, nHid] → [T, B, directions · nHid] or [T, B, nHid]</summary>
    private void AddMerge(DirectionMerge merge)
    {
        switch (merge)
        {
            case DirectionMerge.Concatenate:
                _last = _graph.Node("Transpose", [_last], OnnxMessages.Attribute("perm", [0L, 2L, 1L, 3L]));
                _last = _graph.Node("Reshape", [_last, _graph.Tensor([0L, 0L, -1L])]);
                break;
            case DirectionMerge.Sum:
                _last = _graph.Node("ReduceSum", [_last, _graph.Tensor([1L])], OnnxMessages.Attribute("keepdims", 0));
                break;
            default:
                string operation = merge == DirectionMerge.Mean ? "ReduceMean" : "ReduceProd";
                _last = _graph.Node(operation, [_last], OnnxMessages.Attribute("axes", [1L]), OnnxMessages.Attribute("keepdims", 0));
                break;
        }
    }

    /// <summary>The values of an earlier layer: of every step, or of the last where the layer above has only that.</summary>
    private string Earlier(int from)
    {
        return from >= _firstOfLastStep
            ? _values[from]
            : _graph.Node("Slice", [_values[from], _graph.Tensor([-1L]), _graph.Tensor([long.MaxValue]), _graph.Tensor([0L])]);
    }
}
