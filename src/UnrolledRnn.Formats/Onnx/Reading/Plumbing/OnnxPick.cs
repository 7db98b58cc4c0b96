namespace UnrolledRnn.Formats;

/// <summary>Picks elements of values.</summary>
internal static class OnnxPick
{
    /// <summary>Dimensions in another order.</summary>
    public static OnnxValue Permute(OnnxScope scope, OnnxValue value, int[] order)
    {
        scope.Spend(value.Length, value.ElementBytes);
        int[] strides = value.Strides();
        return value.Pick(
            Array.ConvertAll(order, from => value.Dimensions[from]),
            Array.ConvertAll(order, from => Along(value.Dimensions[from].Count, strides[from])));
    }

    /// <summary>Places of one dimension, which has no axis.</summary>
    /// <param name="scope">What all nodes have in common.</param>
    /// <param name="value">The value.</param>
    /// <param name="axis">The dimension.</param>
    /// <param name="places">The places.</param>
    /// <param name="keeps">Whether the dimension stays, if there is one place.</param>
    public static OnnxValue Places(OnnxScope scope, OnnxValue value, int axis, int[] places, bool keeps = true)
    {
        scope.Spend((long)value.Length / value.Dimensions[axis].Count * places.Length, value.ElementBytes);
        int[] strides = value.Strides();
        List<OnnxDimension> shape = [.. value.Dimensions];
        shape[axis] = OnnxDimension.Of(places.Length);
        List<int[]> offsets = [.. value.Dimensions.Select((dimension, i) => Along(dimension.Count, strides[i]))];
        offsets[axis] = Array.ConvertAll(places, place => place * strides[axis]);
        if (!keeps)
        {
            // What is picked along it stays as the start of what is picked along another.
            shape.RemoveAt(axis);
        }

        return value.Pick([.. shape], [.. offsets]);
    }

    /// <summary>A value repeated along dimensions in which it has one element; null where the shapes do not fit.</summary>
    public static OnnxValue? Expand(OnnxScope scope, OnnxValue value, IReadOnlyList<OnnxDimension> target)
    {
        int added = target.Count - value.Dimensions.Length;
        if (added < 0)
        {
            return null;
        }

        scope.Spend(target.Aggregate(1L, (count, dimension) => Math.Min(count * dimension.Count, int.MaxValue)), value.ElementBytes);
        int[] strides = value.Strides();
        int[][] offsets = new int[target.Count][];
        for (int i = 0; i < offsets.Length; i++)
        {
            OnnxDimension own = i < added ? OnnxDimension.One : value.Dimensions[i - added];
            if (own.Equals(target[i]))
            {
                offsets[i] = i < added ? [0] : Along(own.Count, strides[i - added]);
            }
            else if (own.Extent == OnnxExtent.One)
            {
                offsets[i] = new int[target[i].Count];
            }
            else
            {
                return null;
            }
        }

        return value.Pick([.. target], offsets);
    }

    private static int[] Along(int count, int stride) => [.. Enumerable.Range(0, count).Select(i => i * stride)];
}
