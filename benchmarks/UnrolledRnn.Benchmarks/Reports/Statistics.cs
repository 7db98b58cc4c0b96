namespace UnrolledRnn.Benchmarks.Reports;

internal static class Statistics
{
    public static double Median(IEnumerable<double> values) => Quantile(values, 0.5);

    /// <summary>The value that a share of the values does not exceed.</summary>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        double position = share * (sorted.Length - 1);
        int lower = (int)position;
        int upper = Math.Min(lower + 1, sorted.Length - 1);
        return double.Lerp(sorted[lower], sorted[upper], position - lower);
    }

    /// <summary>The median of the ratios of two series that were measured side by side.</summary>
    public static double MedianRatio(IEnumerable<double> numerators, IEnumerable<double> denominators) =>
        Median(numerators.Zip(denominators, (numerator, denominator) => numerator / denominator));
}
