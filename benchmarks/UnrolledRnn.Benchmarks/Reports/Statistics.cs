namespace UnrolledRnn.Benchmarks.Reports;

internal static class Statistics
{
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The median of the ratios of two series that were measured side by side.</summary>
    public static double MedianRatio(IEnumerable<double> numerators, IEnumerable<double> denominators) =>
        Median(numerators.Zip(denominators, (numerator, denominator) => numerator / denominator));
}
