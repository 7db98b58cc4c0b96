namespace UnrolledRnn.Formats;

/// <summary>Which layers a layer of a functional model reads: <c>inbound_nodes</c>, of Keras 2 and of Keras 3.</summary>
internal static class KerasNodes
{
    /// <summary>The names of the layers that a layer reads.</summary>
    public static IReadOnlyList<string> Inputs(KerasLayer layer, JsonFields entry)
    {
        if (entry.Value["inbound_nodes"] is not JsonList { Items: { Count: > 0 } nodes })
        {
            return [];
        }

        if (nodes.Count > 1)
        {
            throw layer.Problem($"is used {nodes.Count} times: a network here uses each layer once");
        }

        List<string> inputs = [];
        if (nodes[0] is JsonObject call)
        {
            AddTensors(layer, call["args"], inputs);
            CheckOptions(layer, call["kwargs"]);
        }
        else
        {
            AddReferences(layer, nodes[0], inputs);
        }

        return inputs;
    }

    /// <summary>The names in a list of references, however deep it is nested.</summary>
    public static IEnumerable<string> Names(JsonValue? value) => value switch
    {
        JsonText text => [text.Value],
        JsonList list => list.Items.SelectMany(Names),
        _ => [],
    };

    /// <summary>Keras 3: tensors among the arguments of a call.</summary>
    private static void AddTensors(KerasLayer layer, JsonValue? value, List<string> inputs)
    {
        switch (value)
        {
            case JsonList list:
                foreach (JsonValue item in list.Items)
                {
                    AddTensors(layer, item, inputs);
                }

                break;
            case JsonObject tensor when tensor["config"] is JsonObject config && config["keras_history"] is JsonList history:
                AddReference(layer, history, inputs);
                break;
            case JsonLiteral { Value: null }:
                break;
            default:
                throw layer.Problem($"is called with {value?.Kind ?? "nothing"} where a layer's values are expected");
        }
    }

    /// <summary>Keras 2: a reference [name, node, output, options], or a list of such.</summary>
    private static void AddReferences(KerasLayer layer, JsonValue value, List<string> inputs)
    {
        if (value is not JsonList list)
        {
            throw layer.Problem($"reads {value.Kind} where a layer's values are expected");
        }

        if (list.Items is [JsonText, ..])
        {
            AddReference(layer, list, inputs);
            CheckOptions(layer, list.Items.Count > 3 ? list.Items[3] : null);
            return;
        }

        foreach (JsonValue item in list.Items)
        {
            AddReferences(layer, item, inputs);
        }
    }

    private static void AddReference(KerasLayer layer, JsonList reference, List<string> inputs)
    {
        if (reference.Items is not [JsonText name, JsonNumber, JsonNumber output, ..])
        {
            throw layer.Problem("reads something that is no reference to a layer");
        }

        if (output.Value != 0)
        {
            throw layer.Problem($"reads output {output.Value} of '{name.Value}', such as a state: only the first output is read here");
        }

        inputs.Add(name.Value);
    }

    private static void CheckOptions(KerasLayer layer, JsonValue? options)
    {
        if (options is not JsonObject call)
        {
            return;
        }

        foreach ((string name, JsonValue value) in call.Members)
        {
            if (name != "training" && value is not JsonLiteral { Value: null })
            {
                throw layer.Problem($"is called with the option {name}, which a network here does not have");
            }
        }
    }
}
