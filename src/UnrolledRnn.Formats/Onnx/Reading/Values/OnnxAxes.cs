using System.Numerics;

namespace UnrolledRnn.Formats;

/// <summary>The axes of an input whose sizes are open: each is one of its own, as some programs give all of them the same name.</summary>
internal sealed class OnnxAxes
{
    private readonly List<OnnxAxis> _open = [];

    /// <summary>The axis of a dimension of the input; null where it has one element, and so means nothing.</summary>
    /// <param name="dimension">The dimension.</param>
    /// <param name="place">What to call it where it has no name.</param>
    public OnnxAxis? Of(OnnxInputDimension dimension, string place)
    {
        if (dimension.Size is long size)
        {
            return size == 1 ? null : new OnnxAxis(place, new OnnxExtent(size));
        }

        var axis = new OnnxAxis(dimension.Name.Length > 0 ? dimension.Name : place, new OnnxExtent(1, 1UL << _open.Count));
        _open.Add(axis);
        return axis;
    }

    /// <summary>The one axis that an extent is made of, or null.</summary>
    public OnnxAxis? Of(OnnxExtent extent) =>
        extent != OnnxExtent.Unknown && extent.Coefficient == 1 && BitOperations.PopCount(extent.Axes) == 1
            ? _open[BitOperations.TrailingZeroCount(extent.Axes)]
            : null;
}
