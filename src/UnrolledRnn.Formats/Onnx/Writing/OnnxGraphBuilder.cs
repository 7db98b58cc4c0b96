namespace UnrolledRnn.Formats;

/// <summary>A graph that grows node by node.</summary>
internal sealed class OnnxGraphBuilder
{
    private readonly List<ProtobufMessage> _nodes = [];
    private readonly List<ProtobufMessage> _tensors = [];
    private readonly List<ProtobufMessage> _inputs = [];
    private readonly List<ProtobufMessage> _outputs = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>What the names of new nodes and tensors begin with.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>The GraphProto.</summary>
    public ProtobufMessage ToMessage()
    {
        var graph = new ProtobufMessage();
        AddAll(1, _nodes);
        graph.Add(2, "network");
        AddAll(5, _tensors);
        AddAll(11, _inputs);
        AddAll(12, _outputs);
        return graph;

        void AddAll(int field, List<ProtobufMessage> messages) => messages.ForEach(message => graph.Add(field, message));
    }

    /// <summary>Adds an input of the graph; a dimension is a size, or the name of an open one.</summary>
    public string Input(string name, OnnxDataType type, params object[] shape)
    {
        _inputs.Add(OnnxMessages.Value(name, type, shape));
        return name;
    }

    /// <summary>Adds an output of the graph.</summary>
    public string Output(string name, params object[] shape)
    {
        _outputs.Add(OnnxMessages.Value(name, OnnxDataType.Float, shape));
        return name;
    }

    /// <summary>Adds a node with one output, and gives its name.</summary>
    public string Node(string operation, string[] inputs, params ProtobufMessage[] attributes)
    {
        string name = Name(operation);
        _nodes.Add(OnnxMessages.Node(name, operation, inputs, [name], attributes));
        return name;
    }

    /// <summary>Adds a node with outputs of given names.</summary>
    public void Node(string operation, string[] inputs, string[] outputs, params ProtobufMessage[] attributes) =>
        _nodes.Add(OnnxMessages.Node(Name(operation), operation, inputs, outputs, attributes));

    /// <summary>Adds a tensor of floats.</summary>
    public string Tensor(string name, float[] values, params int[] shape)
    {
        name = Name(name);
        _tensors.Add(OnnxMessages.Tensor(name, OnnxDataType.Float, shape).AddRaw(OnnxTensor.RawField, values));
        return name;
    }

    /// <summary>Adds whole numbers; one of them alone is a scalar.</summary>
    public string Numbers(string name, long[] values, bool isScalar = false)
    {
        name = Name(name);
        _tensors.Add(OnnxMessages.Tensor(name, OnnxDataType.Int64, isScalar ? [] : [values.Length]).AddRaw(OnnxTensor.RawField, values));
        return name;
    }

    /// <summary>A name that is not in use: with a number behind it where it was.</summary>
    private string Name(string name)
    {
        string full = Prefix.Length == 0 ? name : $"{Prefix}.{name}";
        string free = full;
        for (int i = 2; !_names.Add(free); i++)
        {
            free = $"{full}_{i}";
        }

        return free;
    }
}
