namespace UnrolledRnn.Formats;

/// <summary>What a dimension is made of: an axis, or a number of features or other values that are known one by one.</summary>
/// <param name="Axis">The axis, or null.</param>
/// <param name="Count">The number of values; 1 of an axis, all of whose places hold the same.</param>
internal readonly record struct OnnxAtom(OnnxAxis? Axis, int Count)
{
    /// <summary>Its size.</summary>
    public OnnxExtent Extent => Axis?.Extent ?? new OnnxExtent(Count);

    /// <summary>The atom of an axis.</summary>
    public static OnnxAtom Of(OnnxAxis axis) => new(axis, 1);

    /// <summary>The atom of a number of values.</summary>
    public static OnnxAtom Of(int count) => new(null, count);
}
