namespace UnrolledRnn.Formats;

/// <summary>Finds the layers that two nodes are together, one for each direction, and the time steps that values are of.</summary>
/// <param name="nextNumber">The number of the next expression.</param>
internal sealed class OnnxDirections(Func<int> nextNumber)
{
    private readonly Dictionary<(OnnxRecurrence Forward, OnnxRecurrence Backward), OnnxRecurrence> _layers = [];

    /// <summary>Values with the layers of two directions in place of two nodes, and the time steps that all are of.</summary>
    /// <exception cref="OnnxRefusal">They are of different time steps, or one direction has no other.</exception>
    public (OnnxColumn[] Columns, OnnxMoment Moment) Resolve(OnnxColumn[] columns)
    {
        if (Array.Exists(columns, column => column.Source is OnnxTokens))
        {
            throw new OnnxRefusal("tokens are calculated with, other than by an embedding");
        }

        OnnxRecurrence[] single = [.. columns.Select(column => column.Source).Distinct().OfType<OnnxRecurrence>()];
        Dictionary<OnnxExpression, (OnnxRecurrence Layer, int Start)> replaced = [];
        foreach (OnnxRecurrence backward in single.Where(layer => layer.IsBackward))
        {
            OnnxRecurrence forward = Array.Find(single, layer => layer.IsForward && IsOtherDirection(layer, backward))
                ?? throw new OnnxRefusal(
                    $"{backward.Node} reads the sequence backwards only, and is not joined with an equal layer that reads it forwards");
            if (!_layers.TryGetValue((forward, backward), out OnnxRecurrence? both))
            {
                both = Join(forward, backward);
                _layers.Add((forward, backward), both);
            }

            replaced[forward] = (both, 0);
            replaced[backward] = (both, both.Shape.HiddenSize);
        }

        columns = Array.ConvertAll(columns, column => replaced.TryGetValue(column.Source, out (OnnxRecurrence Layer, int Start) layer)
            ? column with { Source = layer.Layer, Index = column.Index + layer.Start }
            : column);
        OnnxMoment moment = Common(columns);
        return (Array.ConvertAll(columns, column => column with { Moment = OnnxMoment.Every }), moment);
    }

    /// <summary>The directions of a layer as one, if the values are those: of one direction, then of the other.</summary>
    public OnnxMerge? Merged(OnnxColumn[] columns, DirectionMerge merge)
    {
        if (columns is not [{ Source: OnnxRecurrence { Shape.Bidirectional: true } layer } first, ..] || columns.Length != layer.Size)
        {
            return null;
        }

        // The second half first is the same: each way of merging is.
        int start = first.Index;
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i].Source != layer || columns[i].Index != (start + i) % layer.Size)
            {
                return null;
            }
        }

        return start % layer.Shape.HiddenSize == 0 ? new OnnxMerge(nextNumber(), layer, merge) : null;
    }

    /// <summary>The time steps that all values are of.</summary>
    private static OnnxMoment Common(OnnxColumn[] columns)
    {
        OnnxMoment[] moments = [.. columns.Select(column => column.Moment).Distinct()];
        if (moments.Contains(OnnxMoment.FirstTimeStep))
        {
            throw new OnnxRefusal("the first time step is taken; a network here can give every one, or the last");
        }

        if (moments is [var only])
        {
            return only == OnnxMoment.LastStep ? LastStep(columns)
                : only != OnnxMoment.LastCell ? only
                : throw new OnnxRefusal("the final c of a layer is not among the values that a layer here gives");
        }

        return moments.All(moment => moment is OnnxMoment.LastStep or OnnxMoment.LastTimeStep)
            ? LastStep(columns)
            : throw new OnnxRefusal("values of every time step meet values of one");
    }

    /// <summary>
    /// Final h, and values of the last time step: they go together where the last layer reads both ways and only it has final values
    /// that are not those of the last time step.
    /// </summary>
    private static OnnxMoment LastStep(OnnxColumn[] columns)
    {
        OnnxRecurrence? last = columns.Where(column => column.Moment == OnnxMoment.LastStep)
            .Select(column => column.Source.LastRecurrence).MaxBy(layer => layer?.Number ?? -1);
        bool agree = Array.TrueForAll(columns, column => column.Moment == OnnxMoment.LastStep
            ? column.Source.LastRecurrence is not OnnxRecurrence layer || layer == last || layer.IsForward
            : last is null || last.IsForward || column.Source.Number < last.Number
                || (column.Source == last && column.Index < last.Shape.HiddenSize));
        return agree ? OnnxMoment.LastStep : throw new OnnxRefusal("last steps of layers meet that are not of the same time");
    }

    private static bool IsOtherDirection(OnnxRecurrence forward, OnnxRecurrence backward) =>
        forward.Shape == backward.Shape && forward.Operands.SequenceEqual(backward.Operands);

    private OnnxRecurrence Join(OnnxRecurrence forward, OnnxRecurrence backward)
    {
        Dictionary<string, ModelTensor> tensors = new(forward.Tensors, StringComparer.Ordinal);
        foreach ((string name, ModelTensor tensor) in backward.Tensors)
        {
            tensors[name + LayerTensors.Reverse] = tensor;
        }

        RecurrentLayerShape shape = forward.Shape with { Bidirectional = true, OutputSize = 2 * forward.Shape.HiddenSize };
        return new OnnxRecurrence(nextNumber(), forward.Node, forward.Operands, shape, tensors);
    }
}
