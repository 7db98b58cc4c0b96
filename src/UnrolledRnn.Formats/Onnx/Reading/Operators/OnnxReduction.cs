namespace UnrolledRnn.Formats;

/// <summary>Sums, means and products along the dimension of directions.</summary>
internal static class OnnxReduction
{
    /// <summary>The two directions of a layer as one.</summary>
    public static OnnxValue Reduce(OnnxCall call, DirectionMerge merge)
    {
        OnnxArray<OnnxColumn> value = call.Columns(0);
        bool keeps = call.Integer("keepdims", 1) != 0;
        call.Attribute("noop_with_empty_axes");
        if (call.Numbers("axes", 1) is not [long given])
        {
            throw call.Refuse("it combines other dimensions than that of the two directions");
        }

        int axis = call.Dimension(given, value.Dimensions.Length);
        List<OnnxDimension> shape = [.. value.Dimensions];
        OnnxDimension dimension = shape[axis];
        shape[axis] = OnnxDimension.One;
        if (!keeps)
        {
            shape.RemoveAt(axis);
        }

        if (dimension.Extent == OnnxExtent.One)
        {
            return value.WithDimensions([.. shape]);
        }

        return dimension.HasNoAxis && dimension.Count == 2
            ? new OnnxArray<OnnxColumn>([.. shape], call.Network.Merge(Direction(0), Direction(1), merge))
            : throw call.Refuse($"it combines dimension {axis} of {value.ShapeText}, which is not that of two directions");

        OnnxColumn[] Direction(int index) => ((OnnxArray<OnnxColumn>)OnnxPick.Places(call.Scope, value, axis, [index])).Elements;
    }
}
