namespace UnrolledRnn.Formats;

/// <summary>What a value of the graph means, as far as it is known before any input is there.</summary>
/// <param name="dimensions">Its dimensions.</param>
internal abstract class OnnxValue(OnnxDimension[] dimensions)
{
    /// <summary>Its dimensions.</summary>
    public OnnxDimension[] Dimensions => dimensions;

    /// <summary>The shape as messages write it.</summary>
    public string ShapeText => $"[{string.Join(", ", dimensions.AsEnumerable())}]";

    /// <summary>Elements that are known one by one.</summary>
    public abstract int Length { get; }

    /// <summary>What one of them takes.</summary>
    public abstract int ElementBytes { get; }

    /// <summary>The same elements in other dimensions.</summary>
    public abstract OnnxValue WithDimensions(OnnxDimension[] shape);

    /// <summary>Elements picked from this value.</summary>
    /// <param name="shape">The dimensions of the result.</param>
    /// <param name="offsets">For each of them, what each index adds to the position of an element in this value.</param>
    public abstract OnnxValue Pick(OnnxDimension[] shape, int[][] offsets);

    /// <summary>This value and others, joined block by block.</summary>
    /// <param name="others">Values of the same kind; of another, the result is null.</param>
    /// <param name="shape">The dimensions of the result.</param>
    /// <param name="blocks">Blocks of each value.</param>
    public abstract OnnxValue? Join(IEnumerable<OnnxValue> others, OnnxDimension[] shape, int blocks);

    /// <summary>For each dimension, what one step along it adds to the position of an element.</summary>
    public int[] Strides()
    {
        int[] strides = new int[dimensions.Length];
        int stride = 1;
        for (int i = dimensions.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= dimensions[i].Count;
        }

        return strides;
    }
}
