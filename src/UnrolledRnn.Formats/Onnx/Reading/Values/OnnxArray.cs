using System.Runtime.CompilerServices;

namespace UnrolledRnn.Formats;

/// <summary>
/// A value whose elements are known one by one, but for axes, along which they are all the same: numbers of a constant, sizes of a shape,
/// features of a sequence.
/// </summary>
/// <typeparam name="T">A float, a size, or a feature.</typeparam>
internal sealed class OnnxArray<T>(OnnxDimension[] dimensions, T[] elements) : OnnxValue(dimensions)
{
    /// <summary>The elements, row-major.</summary>
    public T[] Elements => elements;

    public override int Length => elements.Length;

    public override int ElementBytes => typeof(T) == typeof(OnnxColumn) ? OnnxBudget.ColumnBytes : Unsafe.SizeOf<T>();

    public override OnnxArray<T> WithDimensions(OnnxDimension[] shape) => new(shape, elements);

    public override OnnxArray<T> Pick(OnnxDimension[] shape, int[][] offsets)
    {
        var picked = new T[offsets.Aggregate(1, (count, along) => count * along.Length)];
        int[] index = new int[offsets.Length];
        int last = offsets.Length - 1;
        for (int i = 0; i < picked.Length;)
        {
            int start = 0;
            for (int k = 0; k < last; k++)
            {
                start += offsets[k][index[k]];
            }

            if (last < 0)
            {
                picked[i++] = elements[0];
                break;
            }

            foreach (int offset in offsets[last])
            {
                picked[i++] = elements[start + offset];
            }

            for (int k = last - 1; k >= 0 && ++index[k] == offsets[k].Length; k--)
            {
                index[k] = 0;
            }
        }

        return new OnnxArray<T>(shape, picked);
    }

    public override OnnxArray<T>? Join(IEnumerable<OnnxValue> others, OnnxDimension[] shape, int blocks)
    {
        List<T[]> parts = [elements];
        foreach (OnnxValue other in others)
        {
            if (other is not OnnxArray<T> array)
            {
                return null;
            }

            parts.Add(array.Elements);
        }

        var joined = new T[parts.Sum(part => part.Length)];
        int next = 0;
        for (int block = 0; block < blocks; block++)
        {
            foreach (T[] part in parts)
            {
                int size = part.Length / blocks;
                part.AsSpan(block * size, size).CopyTo(joined.AsSpan(next));
                next += size;
            }
        }

        return new OnnxArray<T>(shape, joined);
    }
}
