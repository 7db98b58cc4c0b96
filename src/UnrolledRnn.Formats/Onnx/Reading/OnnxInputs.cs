namespace UnrolledRnn.Formats;

/// <summary>Finds which input of a graph is the sequence, and which of its dimensions may be that of features.</summary>
internal static class OnnxInputs
{
    private static readonly string[] s_recurrent = ["RNN", "LSTM", "GRU"];

    /// <summary>The input from which the recurrent layers read; the other inputs are states.</summary>
    /// <exception cref="OnnxRefusal">There is none, or more than one.</exception>
    public static OnnxInput Sequence(OnnxGraph graph)
    {
        Dictionary<string, OnnxNode> producers = new(StringComparer.Ordinal);
        foreach (OnnxNode node in graph.Nodes)
        {
            foreach (string output in node.Outputs)
            {
                producers[output] = node;
            }
        }

        OnnxNode[] recurrent = [.. graph.Nodes.Where(IsRecurrent)];
        HashSet<string> seen = new(StringComparer.Ordinal);
        var open = new Stack<string>(recurrent.Length > 0 ? recurrent.SelectMany(node => node.Inputs.Take(1)) : graph.Outputs);
        while (open.TryPop(out string? name))
        {
            if (seen.Add(name) && producers.TryGetValue(name, out OnnxNode? node) && node.Operator != "Shape")
            {
                foreach (string input in IsRecurrent(node) ? node.Inputs.Take(1) : node.Inputs)
                {
                    open.Push(input);
                }
            }
        }

        OnnxInput[] found = [.. graph.Inputs.Where(input => seen.Contains(input.Name))];
        return found switch
        {
            [OnnxInput only] => only,
            [] => throw new OnnxRefusal("the graph has no input from which layers read"),
            _ => throw new OnnxRefusal(
                $"the graph has the inputs {string.Join(", ", found.Select(input => $"'{input.Name}'"))}; "
                + "a network here has one beside its states"),
        };
    }

    /// <summary>
    /// The input with one of its dimensions as that of features, in the order of how likely that is: sizes that the file says from the
    /// last on; none, where there is one feature; an open last one, whose size is that of the first layer.
    /// </summary>
    public static IEnumerable<(OnnxInput Input, int Features)> Candidates(OnnxGraph graph, OnnxInput input)
    {
        const int None = -1;
        OnnxNode? layer = graph.Nodes.FirstOrDefault(IsRecurrent);
        OnnxTensor? weight = layer?.Inputs.Count > 1 ? graph.Tensors.GetValueOrDefault(layer.Inputs[1]) : null;
        long? hint = weight?.Shape is [_, _, int size] ? size : null;
        var open = new OnnxInputDimension(null, "");
        IReadOnlyList<OnnxInputDimension> shape = input.Shape ?? [open, open, open];
        if (input.Type is OnnxDataType.Int32 or OnnxDataType.Int64)
        {
            yield return (input with { Shape = input.Shape ?? [open, open] }, None);
            yield break;
        }

        for (int i = shape.Count - 1; i >= 0; i--)
        {
            if (shape[i].Size is not null)
            {
                yield return (input with { Shape = shape }, i);
            }
        }

        if (input.Shape is not null)
        {
            yield return (input, None);
        }

        if (hint is not null && shape is [.., { Size: null }])
        {
            yield return (input with { Shape = [.. shape.SkipLast(1), new OnnxInputDimension(hint, "")] }, shape.Count - 1);
        }
    }

    private static bool IsRecurrent(OnnxNode node) => s_recurrent.Contains(node.Operator);
}
