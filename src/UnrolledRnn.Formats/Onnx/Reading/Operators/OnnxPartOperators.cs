namespace UnrolledRnn.Formats;

/// <summary>Operators that take values apart and put them together.</summary>
internal static class OnnxPartOperators
{
    /// <summary>Ranges along some dimensions.</summary>
    public static OnnxValue Slice(OnnxCall call)
    {
        OnnxValue value = call.Input(0);
        OnnxExtent[] starts = call.Extents("starts", 1) ?? throw call.Refuse("starts is missing");
        OnnxExtent[] ends = call.Extents("ends", 2) ?? throw call.Refuse("ends is missing");
        long[] axes = call.Numbers("axes", 3) ?? [.. Enumerable.Range(0, starts.Length).Select(i => (long)i)];
        long[] steps = call.Numbers("steps", 4) ?? [.. Enumerable.Repeat(1L, starts.Length)];
        if (starts.Length != ends.Length || axes.Length != starts.Length || steps.Length != starts.Length)
        {
            throw call.Refuse("starts, ends, axes and steps are of different lengths");
        }

        for (int i = 0; i < axes.Length; i++)
        {
            value = Slice(call, value, call.Dimension(axes[i], value.Dimensions.Length), starts[i], ends[i], steps[i]);
        }

        return value;
    }

    /// <summary>The time steps of whole sequences, the last one first.</summary>
    public static OnnxValue ReverseSequence(OnnxCall call)
    {
        OnnxArray<OnnxColumn> value = call.Columns(0);
        int time = call.Dimension(call.Integer("time_axis", 0), value.Dimensions.Length);
        int batch = call.Dimension(call.Integer("batch_axis", 1), value.Dimensions.Length);
        return time != batch && Array.TrueForAll(call.Extents(1), length => length == value.Dimensions[time].Extent)
            ? OnnxTime.Turn(call, value, time)
            : throw call.Refuse("sequences of different lengths are reversed");
    }

    /// <summary>Places along a dimension, or the rows of a table that tokens select.</summary>
    public static OnnxValue Gather(OnnxCall call)
    {
        OnnxValue value = call.Input(0);
        int axis = call.Dimension(call.Integer("axis", 0), value.Dimensions.Length);
        if (call.Input(1) is OnnxArray<OnnxColumn> tokens)
        {
            return OnnxDenseOperators.Embedding(call, tokens, axis);
        }

        if (call.Input(1) is not OnnxArray<OnnxExtent> positions || positions.Dimensions.Length > 1)
        {
            throw call.Refuse("the positions are no constant of one dimension at most");
        }

        bool keeps = positions.Dimensions.Length == 1;
        OnnxDimension dimension = value.Dimensions[axis];
        if (!dimension.HasNoAxis)
        {
            return positions.Elements is [OnnxExtent position]
                ? OnnxTime.Step(call, value, axis, position, keeps)
                : throw call.Refuse("several time steps are taken; a network here can give every one, or the last");
        }

        return OnnxPick.Places(
            call.Scope,
            value,
            axis,
            Array.ConvertAll(positions.Elements, position => position.IsNumber
                ? call.Dimension(position.Coefficient, dimension.Count)
                : throw call.Refuse("the positions depend on the size of an input")),
            keeps);
    }

    /// <summary>Values one behind the other along a dimension.</summary>
    public static OnnxValue Concat(OnnxCall call)
    {
        OnnxValue[] parts = [.. Enumerable.Range(0, call.InputCount).Select(call.Input)];
        if (parts.Length == 0)
        {
            throw call.Refuse("it joins nothing");
        }

        int rank = parts[0].Dimensions.Length;
        int axis = call.Dimension(call.Integer("axis", 0), rank);
        foreach (OnnxValue part in parts)
        {
            if (part.Dimensions.Length != rank || !part.Dimensions[axis].HasNoAxis
                || !Enumerable.Range(0, rank).All(i => i == axis || part.Dimensions[i].Equals(parts[0].Dimensions[i])))
            {
                throw call.Refuse($"values of shapes {parts[0].ShapeText} and {part.ShapeText} are joined along dimension {axis}");
            }

            call.Scope.Spend(part.Length, part.ElementBytes);
        }

        OnnxDimension[] shape = [.. parts[0].Dimensions];
        shape[axis] = OnnxDimension.Of(parts.Sum(part => part.Dimensions[axis].Count));
        return parts[0].Join(parts.Skip(1), shape, shape[..axis].Aggregate(1, (count, dimension) => count * dimension.Count))
            ?? throw call.Refuse("constants are joined with values of the network");
    }

    /// <summary>Parts of a dimension, one an output.</summary>
    public static OnnxValue?[] Split(OnnxCall call)
    {
        OnnxValue value = call.Input(0);
        int axis = call.Dimension(call.Integer("axis", 0), value.Dimensions.Length);
        int count = value.Dimensions[axis].Count;
        int outputs = call.Node.Outputs.Count;
        long each = (count + outputs - 1) / Math.Max(outputs, 1);
        call.Attribute("num_outputs");
        long[] sizes = call.Numbers("split", 1)
            ?? [.. Enumerable.Range(0, outputs).Select(i => Math.Min(each, count - (i * each)))];
        if (!value.Dimensions[axis].HasNoAxis || sizes.Length != outputs || Array.Exists(sizes, size => size < 1 || size > count)
            || sizes.Sum() != count)
        {
            throw call.Refuse($"dimension {axis} of {value.ShapeText} is split into [{string.Join(", ", sizes)}]");
        }

        var parts = new OnnxValue?[outputs];
        int start = 0;
        for (int i = 0; i < outputs; i++)
        {
            parts[i] = OnnxPick.Places(call.Scope, value, axis, [.. Enumerable.Range(start, (int)sizes[i])]);
            start += (int)sizes[i];
        }

        return parts;
    }

    private static OnnxValue Slice(OnnxCall call, OnnxValue value, int axis, OnnxExtent start, OnnxExtent end, long step)
    {
        OnnxDimension dimension = value.Dimensions[axis];
        if (!dimension.HasNoAxis)
        {
            return OnnxTime.Range(call, value, axis, start, end, step);
        }

        if (!start.IsNumber || !end.IsNumber || step == 0)
        {
            throw call.Refuse($"values from {start} to {end} in steps of {step} are taken");
        }

        long count = dimension.Count;
        long least = step > 0 ? 0 : -1;
        long from = Math.Clamp(FromEnd(start.Coefficient), least, count + least);
        long to = Math.Clamp(FromEnd(end.Coefficient), least, count + least);
        List<int> places = [];
        step = Math.Clamp(step, -count, count);
        for (long place = from; step > 0 ? place < to : place > to; place += step)
        {
            places.Add((int)place);
        }

        return places.Count > 0
            ? OnnxPick.Places(call.Scope, value, axis, [.. places])
            : throw call.Refuse($"nothing is left of dimension {axis} of {value.ShapeText}");

        long FromEnd(long position) => position < 0 ? Math.Max(position + count, least) : position;
    }
}
