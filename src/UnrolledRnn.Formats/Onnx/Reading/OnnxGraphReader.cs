using System.Runtime.CompilerServices;
using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>Goes through a graph node by node, and keeps what each value means.</summary>
internal sealed class OnnxGraphReader
{
    private readonly OnnxGraph _graph;
    private readonly OnnxScope _scope;
    private readonly Dictionary<string, OnnxValue?> _values = new(StringComparer.Ordinal);

    /// <summary>Takes a graph whose one input is the sequence.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="scope">What all nodes have in common.</param>
    /// <param name="sequence">The input.</param>
    /// <param name="features">The dimension of its features, or -1.</param>
    public OnnxGraphReader(OnnxGraph graph, OnnxScope scope, OnnxInput sequence, int features)
    {
        _graph = graph;
        _scope = scope;
        foreach (OnnxInput input in graph.Inputs)
        {
            _values[input.Name] = new OnnxState(input.Name);
        }

        _values[sequence.Name] = Sequence(sequence, features);
    }

    /// <summary>How many nodes have been read, or are understood in front of the one that is not.</summary>
    public int Progress { get; private set; }

    /// <summary>Reads the nodes on which outputs depend.</summary>
    /// <exception cref="ModelFormatException">A node does something that no network here can.</exception>
    public void ReadNodes()
    {
        Dictionary<string, int> uses = Uses();
        foreach (OnnxNode node in _graph.Nodes.Where(node => node.Outputs.Any(uses.ContainsKey)))
        {
            OnnxValue?[] outputs = OnnxOperators.Apply(new OnnxCall(node, [.. node.Inputs.Select(name => Value(node, name))], _scope));
            for (int i = 0; i < node.Outputs.Count; i++)
            {
                string name = node.Outputs[i];
                if (name.Length > 0 && uses.ContainsKey(name) && !_values.TryAdd(name, i < outputs.Length ? outputs[i] : null))
                {
                    throw node.Refuse(_scope.Path, $"it gives '{name}', which another node gives too");
                }
            }

            // What no other node reads need not be kept.
            foreach (string name in node.Inputs.Where(name => uses.ContainsKey(name) && --uses[name] == 0))
            {
                _values.Remove(name);
            }

            Progress++;
        }
    }

    /// <summary>What an output means.</summary>
    public OnnxValue Output(string name) => _values.GetValueOrDefault(name) ?? (_graph.Tensors.TryGetValue(name, out OnnxTensor? tensor)
        ? Load(tensor)
        : throw new ModelFormatException(_scope.Path, $"the output '{name}' is given by no node."));

    /// <summary>How many times each value is read that outputs depend on.</summary>
    private Dictionary<string, int> Uses()
    {
        Dictionary<string, int> uses = new(StringComparer.Ordinal);
        foreach (string output in _graph.Outputs)
        {
            uses[output] = uses.GetValueOrDefault(output) + 1;
        }

        for (int i = _graph.Nodes.Count - 1; i >= 0; i--)
        {
            if (_graph.Nodes[i].Outputs.Any(uses.ContainsKey))
            {
                foreach (string input in _graph.Nodes[i].Inputs.Where(input => input.Length > 0))
                {
                    uses[input] = uses.GetValueOrDefault(input) + 1;
                }
            }
        }

        return uses;
    }

    private OnnxValue? Value(OnnxNode node, string name) =>
        name.Length == 0 ? null
        : _values.TryGetValue(name, out OnnxValue? value) ? value
        : _graph.Tensors.TryGetValue(name, out OnnxTensor? tensor) ? Load(tensor)
        : throw node.Refuse(_scope.Path, $"it reads '{name}', which neither the file nor a node before it has");

    private OnnxValue Load(OnnxTensor tensor)
    {
        try
        {
            long count = tensor.Shape.Aggregate(1L, (count, size) => count * size);
            _scope.Spend(count, tensor.IsFloat ? sizeof(float) : Unsafe.SizeOf<OnnxExtent>());
            return OnnxShapeOperators.Load(tensor);
        }
        catch (OnnxRefusal refusal)
        {
            throw tensor.Problem(refusal.Message);
        }
    }

    private OnnxArray<OnnxColumn> Sequence(OnnxInput input, int features)
    {
        IReadOnlyList<OnnxInputDimension> shape = input.Shape!;
        var dimensions = new OnnxDimension[shape.Count];
        int size = 1;
        for (int i = 0; i < dimensions.Length; i++)
        {
            if (i == features)
            {
                _scope.Spend(shape[i].Size ?? 1, OnnxBudget.ColumnBytes);
                size = (int)(shape[i].Size ?? 1);
                dimensions[i] = OnnxDimension.Of(size);
            }
            else
            {
                dimensions[i] = OnnxDimension.Of(_scope.Axes.Of(shape[i], $"dimension {i} of '{input.Name}'"));
            }
        }

        string title = $"input '{input.Name}'";
        bool isTokens = input.Type is OnnxDataType.Int32 or OnnxDataType.Int64;
        return new OnnxArray<OnnxColumn>(
            dimensions,
            isTokens ? _scope.Network.Tokens(title) : _scope.Network.Vectors(title, size).Columns());
    }
}
