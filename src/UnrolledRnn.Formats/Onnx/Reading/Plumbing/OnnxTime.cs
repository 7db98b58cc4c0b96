namespace UnrolledRnn.Formats;

/// <summary>Picks time steps of values of the network.</summary>
internal static class OnnxTime
{
    /// <summary>Positions as far as this stand for the end, whatever the length.</summary>
    private const long Far = int.MaxValue;

    /// <summary>The last time step, or the first.</summary>
    /// <param name="call">The node.</param>
    /// <param name="value">The value.</param>
    /// <param name="dimension">The dimension of time.</param>
    /// <param name="position">The position, counted from the end where it is negative.</param>
    /// <param name="keeps">Whether the dimension stays, with one time step.</param>
    public static OnnxArray<OnnxColumn> Step(OnnxCall call, OnnxValue value, int dimension, OnnxExtent position, bool keeps)
    {
        OnnxAxis axis = AxisOf(call, value, dimension);
        bool isLast = position == new OnnxExtent(-1) || (axis.Extent.IsNumber && position == new OnnxExtent(axis.Extent.Coefficient - 1));
        bool isFirst = position == new OnnxExtent(0) || (axis.Extent.IsNumber && position == new OnnxExtent(-axis.Extent.Coefficient));
        if (!isLast && !isFirst)
        {
            throw call.Refuse($"time step {position} is taken; a network here can give every one, or the last");
        }

        var columns = (OnnxArray<OnnxColumn>)value;
        call.Scope.PickAlong(axis);
        List<OnnxDimension> shape = [.. value.Dimensions];
        shape[dimension] = OnnxDimension.One;
        if (!keeps)
        {
            shape.RemoveAt(dimension);
        }

        return new OnnxArray<OnnxColumn>([.. shape], Array.ConvertAll(columns.Elements, column => Step(column, isLast)));
    }

    /// <summary>A range of time steps: all, all backwards, the last or the first.</summary>
    public static OnnxValue Range(OnnxCall call, OnnxValue value, int dimension, OnnxExtent start, OnnxExtent end, long step)
    {
        OnnxExtent size = value.Dimensions[dimension].Extent;
        bool toEnd = end == size || (end.IsNumber && (end.Coefficient >= Far || (size.IsNumber && end.Coefficient >= size.Coefficient)));
        bool fromStart = start == new OnnxExtent(0)
            || (start.IsNumber && (start.Coefficient <= -Far || (size.IsNumber && start.Coefficient <= -size.Coefficient)));
        if (step == 1 && fromStart && toEnd)
        {
            return value;
        }

        if (step == 1 && (toEnd || (start == new OnnxExtent(0) && end == OnnxExtent.One)))
        {
            return Step(call, value, dimension, start, keeps: true);
        }

        bool fromEnd = start == new OnnxExtent(-1)
            || (start.IsNumber && (start.Coefficient >= Far || (size.IsNumber && start.Coefficient >= size.Coefficient - 1)));
        bool toStart = end.IsNumber && (end.Coefficient <= -Far || (size.IsNumber && end.Coefficient < -size.Coefficient));
        return step == -1 && fromEnd && toStart
            ? Turn(call, value, dimension)
            : throw call.Refuse($"a part of the time steps is taken, from {start} to {end} in steps of {step}");
    }

    /// <summary>The time steps in the opposite order.</summary>
    public static OnnxArray<OnnxColumn> Turn(OnnxCall call, OnnxValue value, int dimension)
    {
        OnnxAxis axis = AxisOf(call, value, dimension);
        var columns = (OnnxArray<OnnxColumn>)value;
        call.Scope.PickAlong(axis);
        return new OnnxArray<OnnxColumn>(value.Dimensions, Array.ConvertAll(columns.Elements, Turn));
    }

    private static OnnxAxis AxisOf(OnnxCall call, OnnxValue value, int dimension) =>
        value is OnnxArray<OnnxColumn> && value.Dimensions[dimension].Axis is OnnxAxis axis
            ? axis
            : throw call.Refuse(
                $"a part of dimension {dimension} of {value.ShapeText} is taken, which is neither features nor time steps alone");

    private static OnnxColumn Turn(OnnxColumn column) => column with
    {
        Moment = column.Moment switch
        {
            OnnxMoment.Every => OnnxMoment.Backwards,
            OnnxMoment.Backwards => OnnxMoment.Every,
            _ => throw new OnnxRefusal("single time steps are reversed"),
        },
    };

    private static OnnxColumn Step(OnnxColumn column, bool isLast)
    {
        bool isEnd = column.Moment switch
        {
            OnnxMoment.Every => isLast,
            OnnxMoment.Backwards => !isLast,
            _ => throw new OnnxRefusal("a time step of single time steps is taken"),
        };
        bool isBackward = column.Source is OnnxRecurrence layer
            && (layer.IsBackward || (layer.Shape.Bidirectional && column.Index >= layer.Shape.HiddenSize));
        return column with
        {
            Moment = isEnd ? OnnxMoment.LastTimeStep : isBackward ? OnnxMoment.LastStep : OnnxMoment.FirstTimeStep,
        };
    }
}
