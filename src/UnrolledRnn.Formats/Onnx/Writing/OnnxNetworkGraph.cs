namespace UnrolledRnn.Formats;

/// <summary>Turns the layers of a model into nodes.</summary>
internal sealed class OnnxNetworkGraph
{
    private const string Input = "input";
    private const string Output = "output";
    private const string Tokens = "tokens";
    private const string Time = "time";
    private const string Batch = OnnxRecurrentNodes.Batch;

    private readonly OnnxGraphBuilder _graph = new();
    private readonly ModelDescription _model;
    private readonly List<string> _values = [];
    private readonly int _lastRecurrent;
    private int _recurrent;

    private OnnxNetworkGraph(ModelDescription model)
    {
        _model = model;
        _lastRecurrent = model.Outputs == SequenceOutputs.LastStep
            ? model.Layers.ToList().FindLastIndex(layer => layer.Shape is RecurrentLayerShape)
            : -1;
    }

    private string Last => _values[^1];

    /// <summary>Whether the value above has one time step, the last one.</summary>
    private bool IsLastStep => _lastRecurrent >= 0 && _values.Count > _lastRecurrent + 1;

    /// <summary>The GraphProto of a model that is not refused.</summary>
    public static ProtobufMessage Of(ModelDescription model)
    {
        var network = new OnnxNetworkGraph(model);
        network.Add();
        return network._graph.ToMessage();
    }

    private void Add()
    {
        bool isEveryStep = _model.Outputs == SequenceOutputs.EveryStep;
        _values.Add(_model.TakesTokens
            ? _graph.Input(Tokens, OnnxDataType.Int64, Time, Batch)
            : _graph.Input(Input, OnnxDataType.Float, Time, Batch, _model.InputSize));
        _graph.Output(Output, isEveryStep ? [Time, Batch, _model.OutputSize] : [Batch, _model.OutputSize]);
        for (int i = 0; i < _model.Layers.Count; i++)
        {
            _graph.Prefix = $"layer{i + 1}";
            _values.Add(Add(_model.Layers[i], isLastRecurrent: i == _lastRecurrent));
        }

        _graph.Prefix = "";
        string output = _model.Residual ? _graph.Node("Add", [Last, FirstInputs()]) : Last;
        if (isEveryStep)
        {
            _graph.Node("Identity", [output], [Output]);
        }
        else
        {
            // The last of all time steps, or the only one.
            _graph.Node("Gather", [output, _graph.Numbers("last", [-1], isScalar: true)], [Output], OnnxMessages.Attribute("axis", 0L));
        }
    }

    private string Add(ModelLayer layer, bool isLastRecurrent) => layer.Shape switch
    {
        EmbeddingLayerShape shape => _graph.Node("Gather", [Table(layer, shape), Last]),
        DenseLayerShape shape => AddDense(layer, shape),
        RecurrentLayerShape shape => OnnxRecurrentNodes.Add(_graph, layer, shape, Last, _recurrent++, isLastRecurrent),
        ActivationLayerShape shape => OnnxFunctionNodes.Add(_graph, shape.Activation, Last),
        SkipLayerShape shape => _graph.Node("Add", [Last, Times(Earlier(shape.From), shape.Gain)]),
        ConcatLayerShape shape => _graph.Node("Concat", [Last, Earlier(shape.From)], OnnxMessages.Attribute("axis", 2L)),
        _ => throw new NotSupportedException($"There is no layer of the kind {layer.Shape}."),
    };

    private string Table(ModelLayer layer, EmbeddingLayerShape shape) =>
        _graph.Tensor("weight", layer.Tensors["weight"].Values.ToArray(), shape.InputSize, shape.OutputSize);

    private string AddDense(ModelLayer layer, DenseLayerShape shape)
    {
        // The name of the embedding's table is that of the first tensor of the first layer.
        string weight = shape.IsTied
            ? _graph.Node("Transpose", ["layer1.weight"], OnnxMessages.Attribute("perm", 1L, 0L))
            : _graph.Tensor(
                "weight", WeightLayout.Transpose(layer.Tensors["weight"].Values, shape.OutputSize), shape.InputSize, shape.OutputSize);
        string sums = _graph.Node("MatMul", [Last, weight]);
        if (shape.Bias)
        {
            sums = _graph.Node("Add", [sums, _graph.Tensor("bias", layer.Tensors["bias"].Values.ToArray(), shape.OutputSize)]);
        }

        return OnnxFunctionNodes.Add(_graph, shape.Activation, sums);
    }

    private string Times(string value, float gain) =>
        gain == 1 ? value : _graph.Node("Mul", [value, _graph.Tensor("gain", [gain])]);

    /// <summary>The values of an earlier layer: of every step, or of the last where the layer above has only that.</summary>
    private string Earlier(int from)
    {
        string value = from == 0 ? Vectors() : _values[from];
        return IsLastStep && from <= _lastRecurrent ? Part(value, -1, long.MaxValue, 0) : value;
    }

    /// <summary>The first inputs, as many as there are outputs.</summary>
    private string FirstInputs()
    {
        string inputs = Earlier(0);
        return _model.OutputSize == _model.InputSize ? inputs : Part(inputs, 0, _model.OutputSize, 2);
    }

    /// <summary>The input as vectors.</summary>
    private string Vectors() => _model.TakesTokens
        ? _graph.Node(
            "OneHot",
            [Tokens, _graph.Numbers("depth", [_model.InputSize], isScalar: true), _graph.Tensor("values", [0, 1], 2)],
            OnnxMessages.Attribute("axis", -1L))
        : Input;

    private string Part(string value, long start, long end, long axis) => _graph.Node(
        "Slice", [value, _graph.Numbers("starts", [start]), _graph.Numbers("ends", [end]), _graph.Numbers("axes", [axis])]);
}
