namespace UnrolledRnn.Training;

/// <summary>Logarithms of sums, without loss of digits and without overflow.</summary>
internal static class LogarithmOf
{
    /// <summary>ln(1 + x), exact for small x too (Kahan; Higham, 2002, section 1.14.1), which <see cref="double.LogP1"/> is not.</summary>
    /// <param name="x">Above -1.</param>
    public static double OnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }

    /// <summary>ln(e^a + e^b); -∞ stands for the logarithm of 0.</summary>
    public static double Sum(double a, double b)
    {
        double greater = Math.Max(a, b);
        return double.IsNegativeInfinity(greater) ? greater : greater + OnePlus(Math.Exp(-Math.Abs(a - b)));
    }

    /// <summary>ln Σ e^values[i], in double and from the first value to the last.</summary>
    /// <param name="values">One or more values.</param>
    public static double SumOf(ReadOnlySpan<float> values)
    {
        double max = System.Numerics.Tensors.TensorPrimitives.Max(values);
        if (double.IsInfinity(max))
        {
            return max;
        }

        double sum = 0;
        foreach (float value in values)
        {
            sum += Math.Exp(value - max);
        }

        return max + Math.Log(sum);
    }
}
