namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>How the h of two directions become one output, and the derivatives.</summary>
internal static class DirectionMerging
{
    public static double[] Merge(DirectionMerge merge, double[] forward, double[] reverse) => merge switch
    {
        DirectionMerge.Concatenate => [.. forward, .. reverse],
        DirectionMerge.Sum => [.. forward.Zip(reverse, (x, y) => x + y)],
        DirectionMerge.Mean => [.. forward.Zip(reverse, (x, y) => (x + y) / 2)],
        DirectionMerge.Product => [.. forward.Zip(reverse, (x, y) => x * y)],
        _ => throw new ArgumentOutOfRangeException(nameof(merge)),
    };

    /// <summary>The gradients by both.</summary>
    public static (double[] Forward, double[] Reverse) Backward(
        DirectionMerge merge, double[] forward, double[] reverse, double[] dy) =>
        merge switch
        {
            DirectionMerge.Concatenate => (dy[..forward.Length], dy[forward.Length..]),
            DirectionMerge.Sum => (dy, dy),
            DirectionMerge.Mean => (Array.ConvertAll(dy, value => value / 2), Array.ConvertAll(dy, value => value / 2)),
            DirectionMerge.Product => ([.. dy.Zip(reverse, (x, y) => x * y)], [.. dy.Zip(forward, (x, y) => x * y)]),
            _ => throw new ArgumentOutOfRangeException(nameof(merge)),
        };
}
