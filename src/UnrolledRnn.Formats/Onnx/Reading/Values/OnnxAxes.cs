using System.Numerics;

namespace UnrolledRnn.Formats;

/// <summary>The axes of a graph. Those whose size is open have a name; equal names are one axis.</summary>
internal sealed class OnnxAxes
{
    private const int MaxOpen = 64;

    private readonly List<OnnxAxis> _open = [];

    /// <summary>The axis of a dimension of an input; null where it has one element, and so means nothing.</summary>
    /// <param name="dimension">The dimension.</param>
    /// <param name="place">What to call it where it has no name.</param>
    public OnnxAxis? Of(OnnxInputDimension dimension, string place)
    {
        if (dimension.Size is long size)
        {
            return size == 1 ? null : new OnnxAxis(place, new OnnxExtent(size));
        }

        string name = dimension.Name.Length > 0 ? dimension.Name : place;
        OnnxAxis? known = _open.Find(axis => axis.Name == name);
        if (known is null && _open.Count < MaxOpen)
        {
            known = new OnnxAxis(name, new OnnxExtent(1, 1UL << _open.Count));
            _open.Add(known);
        }

        return known ?? new OnnxAxis(name, OnnxExtent.Unknown);
    }

    /// <summary>The one axis that an extent is made of, or null.</summary>
    public OnnxAxis? Of(OnnxExtent extent) =>
        extent.Coefficient == 1 && BitOperations.PopCount(extent.Axes) == 1 ? _open[BitOperations.TrailingZeroCount(extent.Axes)] : null;
}
