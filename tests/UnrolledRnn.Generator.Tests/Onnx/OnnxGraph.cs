using UnrolledRnn.Generator.Tests.Reference;

namespace UnrolledRnn.Generator.Tests.Onnx;

/// <summary>A graph that grows node by node, each with a name for its first output.</summary>
internal sealed class OnnxGraph
{
    private readonly List<byte[]> _nodes = [];
    private readonly List<byte[]> _tensors = [];
    private readonly List<string> _inputs = [];
    private readonly List<string> _outputs = [];

    /// <summary>The bytes of a model with the graph.</summary>
    public byte[] ToModel() => OnnxMessages.Model(OnnxMessages.Graph(_nodes, _tensors, _inputs, _outputs));

    public void AddInputs(params string[] names) => _inputs.AddRange(names);

    public void AddOutputs(params string[] names) => _outputs.AddRange(names);

    /// <summary>Adds a node with outputs of given names.</summary>
    public void AddNode(string operation, string[] inputs, string[] outputs, params byte[][] attributes) =>
        _nodes.Add(OnnxMessages.Node(operation, inputs, outputs, attributes));

    /// <summary>Adds a node and gives its output.</summary>
    public string Node(string operation, string[] inputs, params byte[][] attributes)
    {
        string output = $"N{_nodes.Count}";
        AddNode(operation, inputs, [output], attributes);
        return output;
    }

    public string Tensor(ReferenceParameter matrix) =>
        Tensor(Array.ConvertAll(matrix.Values, value => (float)value), matrix.Rows, matrix.Columns);

    public string Tensor(float[] values, params long[] dimensions) =>
        Add(name => OnnxMessages.Tensor(name, dimensions, values));

    public string Tensor(long[] values) => Add(name => OnnxMessages.Tensor(name, [values.Length], values));

    private string Add(Func<string, byte[]> tensor)
    {
        string name = $"P{_tensors.Count}";
        _tensors.Add(tensor(name));
        return name;
    }
}
