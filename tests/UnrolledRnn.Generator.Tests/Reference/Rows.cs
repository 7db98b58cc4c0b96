namespace UnrolledRnn.Generator.Tests.Reference;

/// <summary>The vectors of the time steps of a sequence.</summary>
internal static class Rows
{
    public static double[][] Zeros(int count, int size) => [.. Enumerable.Range(0, count).Select(_ => new double[size])];

    /// <summary>sum += values, as far as there are values.</summary>
    public static void Add(ReadOnlySpan<double> values, Span<double> sum)
    {
        for (int i = 0; i < values.Length; i++)
        {
            sum[i] += values[i];
        }
    }

    /// <summary>The same for every time step.</summary>
    public static void Add(double[][] values, double[][] sum)
    {
        for (int t = 0; t < values.Length; t++)
        {
            Add(values[t], sum[t]);
        }
    }

    /// <summary>[x ; y] of every time step.</summary>
    public static double[][] Concatenate(double[][] x, double[][] y) => [.. x.Zip(y, (first, second) => (double[])[.. first, .. second])];
}
