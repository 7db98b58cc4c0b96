namespace UnrolledRnn.Formats;

/// <summary>A tensor of a model file, row-major, in PyTorch's layout whatever the file's was.</summary>
public sealed class ModelTensor
{
    private readonly float[] _values;
    private readonly int[] _shape;

    /// <summary>Keeps values under a shape.</summary>
    /// <param name="values">The elements; the array is kept, not copied.</param>
    /// <param name="shape">The dimensions, none of them negative.</param>
    /// <exception cref="ArgumentException">The shape does not multiply to the number of values.</exception>
    public ModelTensor(float[] values, params int[] shape)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(shape);
        long count = 1;
        foreach (int dimension in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(shape));
            count = Math.Min(count * dimension, int.MaxValue);
        }

        if (count != values.Length)
        {
            throw new ArgumentException($"Expected {count} values for shape {TextOf(shape)}, got {values.Length}.", nameof(values));
        }

        _values = values;
        _shape = shape;
    }

    /// <summary>The dimensions.</summary>
    public IReadOnlyList<int> Shape => _shape;

    /// <summary>The elements, row-major.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>The shape, such as <c>[16, 1]</c>.</summary>
    public string ShapeText => TextOf(_shape);

    /// <summary>A shape as messages write it.</summary>
    internal static string TextOf(IEnumerable<int> shape) => $"[{string.Join(", ", shape)}]";
}
