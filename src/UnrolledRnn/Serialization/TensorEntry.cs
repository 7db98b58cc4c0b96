using System.Globalization;
using System.Text;

namespace UnrolledRnn.Serialization;

/// <summary>A tensor that a safetensors header declares.</summary>
/// <param name="Type">The element type, such as <c>F32</c>.</param>
/// <param name="Shape">The dimensions.</param>
/// <param name="Begin">Index of its first byte in the data.</param>
/// <param name="End">Index behind its last byte in the data.</param>
internal sealed record TensorEntry(string Type, long[] Shape, long Begin, long End)
{
    public string ShapeText
    {
        get
        {
            var text = new StringBuilder("[");
            foreach (long dimension in Shape)
            {
                text.Append(text.Length == 1 ? "" : ", ").Append(dimension.ToString(CultureInfo.InvariantCulture));
            }

            return text.Append(']').ToString();
        }
    }

    /// <summary>Elements, or -1 where the shape multiplies to more than any file can hold.</summary>
    public long Count
    {
        get
        {
            long count = 1;
            foreach (long dimension in Shape)
            {
                if (dimension < 0 || (dimension > 0 && count > int.MaxValue / dimension))
                {
                    return -1;
                }

                count *= dimension;
            }

            return count;
        }
    }
}
