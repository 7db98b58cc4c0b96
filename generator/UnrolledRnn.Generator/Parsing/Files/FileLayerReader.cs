using System.Globalization;
using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Generator.Parsing;

/// <summary>Reads a layer of a model file: its kind, then what it declares as <c>name=value</c>.</summary>
internal sealed class FileLayerReader
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private FileLayerReader(IEnumerable<string> pairs)
    {
        foreach (string pair in pairs)
        {
            int sign = pair.IndexOf('=');
            _values[pair.Substring(0, sign)] = pair.Substring(sign + 1);
        }
    }

    /// <summary>Reads a line.</summary>
    public static LayerSpec Read(string line)
    {
        string[] parts = line.Split(' ');
        var layer = new FileLayerReader(parts.Skip(1));
        return parts[0] switch
        {
            "embedding" => new EmbeddingSpec { Size = layer.Number("size") },
            "dense" => new DenseSpec
            {
                Size = layer.Number("size"), Activation = layer.Function("activation"), HasBias = layer.Flag("bias"),
                IsTied = layer.Flag("tied"), IsOutput = layer.Flag("output"),
            },
            "recurrent" => new RecurrentSpec
            {
                Cell = layer.Option<Cell>("cell"), HiddenSize = layer.Number("size"), Bidirectional = layer.Flag("bidirectional"),
                Merge = layer.Option<Merge>("merge"), HasBias = layer.Flag("bias"), GateActivation = layer.Function("gates"),
                CellActivation = layer.Function("function"), ProjectionSize = layer.Number("projection"), CellClip = layer.Real("clip"),
                HasPeepholes = layer.Flag("peepholes"),
            },
            "activation" => new ActivationSpec { Activation = layer.Function("activation") },
            "skip" => new SkipSpec { From = layer.Number("from"), Gain = layer.Real("gain") },
            "concat" => new ConcatSpec { From = layer.Number("from") },
            _ => throw new FormatException($"There is no layer of the kind '{parts[0]}'."),
        };
    }

    private int Number(string name) => int.Parse(_values[name], CultureInfo.InvariantCulture);

    private float Real(string name) => float.Parse(_values[name], CultureInfo.InvariantCulture);

    private bool Flag(string name) => _values[name] == "true";

    private TEnum Option<TEnum>(string name)
        where TEnum : struct => (TEnum)Enum.Parse(typeof(TEnum), _values[name]);

    private ActivationFunction Function(string name) => ActivationFunction.All.Single(function => function.Name == _values[name]);
}
