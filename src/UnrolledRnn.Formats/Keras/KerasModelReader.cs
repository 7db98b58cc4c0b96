using System.Text.RegularExpressions;

namespace UnrolledRnn.Formats;

/// <summary>Reads the configuration of a model: <c>Sequential</c>, or a functional model with one input and one output.</summary>
internal static partial class KerasModelReader
{
    /// <summary>Reads the JSON that stands in a file of Keras.</summary>
    public static KerasModel Read(JsonFields root)
    {
        string className = root.Text("class_name");
        return className switch
        {
            "Sequential" => Sequential(root),
            "Functional" or "Model" => Functional(root),
            _ => throw root.Problem(
                $"the model is of the class {className}, whose layers are in its code, not in the file; expected Sequential or Functional"),
        };
    }

    private static KerasModel Sequential(JsonFields root)
    {
        // Keras before 2.2.3 has the list of layers in place of an object around it.
        bool isList = root.Value["config"] is JsonList;
        IReadOnlyList<JsonFields> entries = isList ? root.Objects("config") : root.Object("config").Objects("layers");
        List<KerasLayer> layers = [];
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (JsonFields entry in entries)
        {
            layers.Add(Layer(entry, layers.Count + 1, layers.Count == 0 ? [] : [layers[^1].Name], counts));
        }

        return layers.Count == 0
            ? throw root.Problem("the model has no layer")
            : new KerasModel(layers, layers[^1].Name, isList ? "" : root.Object("config").Text("name", ""), InputShape(entries[0]));
    }

    private static KerasModel Functional(JsonFields root)
    {
        JsonFields config = root.Object("config");
        List<KerasLayer> layers = [];
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        JsonFields? input = null;
        foreach (JsonFields entry in config.Objects("layers"))
        {
            KerasLayer layer = Layer(entry, layers.Count + 1, [], counts);
            layers.Add(layer with { Inputs = KerasNodes.Inputs(layer, entry) });
            if (layer.ClassName == "InputLayer")
            {
                input = input is null ? entry : throw layer.Problem("is a second input: a network here has one");
            }
        }

        string[] outputs = [.. KerasNodes.Names(config.Value["output_layers"])];
        return outputs is [string output]
            ? new KerasModel(layers, output, config.Text("name", ""), input is null ? null : InputShape(input))
            : throw root.Problem($"the model has {outputs.Length} outputs, expected 1");
    }

    private static KerasLayer Layer(JsonFields entry, int number, IReadOnlyList<string> inputs, Dictionary<string, int> counts)
    {
        string className = entry.Text("class_name");
        JsonFields config = entry.Object("config");
        string snake = SnakeCase(className);
        int count = counts.GetValueOrDefault(snake);
        counts[snake] = count + 1;
        string name = config.Text("name", entry.Text("name", $"layer {number}"));
        return new KerasLayer(number, className, name, count == 0 ? snake : $"{snake}_{count}", config, inputs);
    }

    /// <summary>The shape of what a model reads, as its first layer has it in one version of Keras or another.</summary>
    private static long[]? InputShape(JsonFields entry)
    {
        JsonFields config = entry.Object("config");
        JsonValue? value = config.Value["batch_shape"] ?? config.Value["batch_input_shape"];
        if (value is null && entry.Value["build_config"] is JsonObject build)
        {
            value = build["input_shape"];
        }

        if (value is JsonObject tuple)
        {
            value = tuple["items"];
        }

        return value switch
        {
            JsonNumbers numbers => [.. numbers.Values.Skip(1).Select(number => Dimension(number))],
            JsonList list => [.. list.Items.Skip(1).Select(item => item is JsonNumber number ? Dimension(number.Value) : -1)],
            _ => null,
        };

        static long Dimension(double number) => number is >= 1 and < int.MaxValue ? (long)number : -1;
    }

    /// <summary><c>SimpleRNN</c> → <c>simple_rnn</c>, as Keras names parts of its archives.</summary>
    private static string SnakeCase(string name) =>
        LowerThenUpper().Replace(WordStart().Replace(name, "$1_$2"), "$1_$2").ToLowerInvariant();

    [GeneratedRegex("(.)([A-Z][a-z]+)")]
    private static partial Regex WordStart();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex LowerThenUpper();
}
