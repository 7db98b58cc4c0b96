using UnrolledRnn.Serialization;

namespace UnrolledRnn.Formats;

/// <summary>A node with what its inputs mean.</summary>
/// <param name="node">The node.</param>
/// <param name="inputs">The meanings; null for what is left out.</param>
/// <param name="scope">What all nodes have in common.</param>
internal sealed class OnnxCall(OnnxNode node, OnnxValue?[] inputs, OnnxScope scope)
{
    private readonly List<string> _known = [];

    /// <summary>The node.</summary>
    public OnnxNode Node => node;

    /// <summary>What all nodes have in common.</summary>
    public OnnxScope Scope => scope;

    /// <summary>The network that is built.</summary>
    public OnnxNetwork Network => scope.Network;

    /// <summary>What messages call the node.</summary>
    public string Title => node.Title;

    /// <summary>Inputs, those that are left out included.</summary>
    public int InputCount => inputs.Length;

    /// <summary>An input, or null.</summary>
    public OnnxValue? Optional(int index) => index < inputs.Length ? inputs[index] : null;

    /// <summary>An input that must be there.</summary>
    public OnnxValue Input(int index) => Optional(index) ?? throw Refuse($"input {index} is missing");

    /// <summary>An input that is made of features of the sequence.</summary>
    public OnnxArray<OnnxColumn> Columns(int index)
    {
        OnnxArray<OnnxColumn> columns = Input(index) switch
        {
            OnnxArray<OnnxColumn> array => array,
            OnnxState state => throw RefuseInput(state),
            OnnxValue other => throw Refuse($"input {index} is a constant of shape {other.ShapeText}, expected values of the network"),
        };
        scope.Spend(columns.Length, OnnxBudget.ColumnBytes);
        return columns;
    }

    /// <summary>An input that is a constant; null if it is left out.</summary>
    public OnnxArray<float>? OptionalConstant(int index, string name) => Optional(index) switch
    {
        null => null,
        OnnxArray<float> array => array,
        OnnxState state => throw Refuse($"{name} is the input '{state.Name}' of the graph, expected a tensor of the file"),
        _ => throw Refuse($"{name} is no constant of floats"),
    };

    /// <summary>An input that is a constant.</summary>
    public OnnxArray<float> Constant(int index, string name) => OptionalConstant(index, name) ?? throw Refuse($"{name} is missing");

    /// <summary>An input that is a shape, or positions.</summary>
    public OnnxExtent[] Extents(int index) => Input(index) is OnnxArray<OnnxExtent> array
        ? array.Elements
        : throw Refuse($"input {index} is no constant of whole numbers, and no shape");

    /// <summary>Sizes that early versions of an operator have as an attribute, later ones as an input; null if left out.</summary>
    public OnnxExtent[]? Extents(string attribute, int index) => Integers(attribute) is IReadOnlyList<long> numbers
        ? [.. numbers.Select(number => new OnnxExtent(number))]
        : Optional(index) is null ? null : Extents(index);

    /// <summary>The same, none of which depends on an open size.</summary>
    public long[]? Numbers(string attribute, int index) => Extents(attribute, index) is OnnxExtent[] extents
        ? Array.ConvertAll(
            extents,
            extent => extent.IsNumber ? extent.Coefficient : throw Refuse($"{attribute} depends on the size of an input"))
        : null;

    /// <summary>An attribute that is a whole number.</summary>
    public long Integer(string name, long otherwise) => Attribute(name)?.Integer ?? otherwise;

    /// <summary>An attribute that is whole numbers, or null.</summary>
    public IReadOnlyList<long>? Integers(string name) => Attribute(name)?.Integers;

    /// <summary>An attribute that is a float.</summary>
    public float Float(string name, float otherwise) => Attribute(name)?.Float ?? otherwise;

    /// <summary>An attribute that is a text.</summary>
    public string Text(string name, string otherwise) => Attribute(name)?.Text ?? otherwise;

    /// <summary>An attribute, or null; from now on it is none that is not known.</summary>
    public OnnxAttribute? Attribute(string name)
    {
        _known.Add(name);
        return node.Attributes.FirstOrDefault(attribute => attribute.Name == name);
    }

    /// <summary>A dimension, counted from the end where it is negative.</summary>
    public int Dimension(long axis, int rank) =>
        axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis) : throw Refuse($"axis {axis} is none of {rank} dimensions");

    /// <summary>Refuses a node with an attribute that nothing has asked for.</summary>
    public void CheckAttributes()
    {
        if (node.Attributes.FirstOrDefault(attribute => !_known.Contains(attribute.Name)) is OnnxAttribute unknown)
        {
            throw Refuse($"the attribute {unknown.Name} is not known here");
        }
    }

    /// <summary>An error at this node, which reads an input of the graph as if it were the sequence.</summary>
    public ModelFormatException RefuseInput(OnnxState state) =>
        Refuse($"it reads the input '{state.Name}' of the graph, but a network here has one input beside its states");

    /// <summary>An error at this node.</summary>
    public ModelFormatException Refuse(string problem) => node.Refuse(scope.Path, problem);
}
