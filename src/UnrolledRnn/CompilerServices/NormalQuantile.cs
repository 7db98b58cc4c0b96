namespace UnrolledRnn.CompilerServices;

/// <summary>
/// The quantile function of the normal distribution (Wichura's AS 241, PPND7, about seven digits), from additions,
/// multiplications, divisions and square roots alone: a library's logarithm may differ between platforms.
/// </summary>
internal static class NormalQuantile
{
    private const double Ln2 = 0.693147180559945309;

    /// <summary>The x below which a normal variable lies with a given probability.</summary>
    /// <param name="probability">Between 0 and 1, both excluded.</param>
    public static double At(double probability)
    {
        double q = probability - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            double r = 0.180625 - (q * q);
            return q * ((((((59.109374720 * r) + 159.29113202) * r) + 50.434271938) * r) + 3.3871327179)
                / ((((((67.187563600 * r) + 78.757757664) * r) + 17.895169469) * r) + 1.0);
        }

        double tail = Math.Sqrt(-Log(q < 0 ? probability : 1 - probability));
        double magnitude;
        if (tail <= 5)
        {
            double r = tail - 1.6;
            magnitude = ((((((0.17023821103 * r) + 1.3067284816) * r) + 2.7568153900) * r) + 1.4234372777)
                / ((((0.12021132975 * r) + 0.73700164250) * r) + 1.0);
        }
        else
        {
            double r = tail - 5;
            magnitude = ((((((0.017337203997 * r) + 0.42868294337) * r) + 3.0812263860) * r) + 6.6579051150)
                / ((((0.012258202635 * r) + 0.24197894225) * r) + 1.0);
        }

        return q < 0 ? -magnitude : magnitude;
    }

    /// <summary>ln x = e ln 2 + 2 artanh((m - 1) / (m + 1)), for x = m 2^e with m in [1, 2).</summary>
    private static double Log(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
        double z = (mantissa - 1) / (mantissa + 1);
        double square = z * z;
        double series = 0;
        for (int k = 17; k >= 1; k -= 2)
        {
            series = (series * square) + (1.0 / k);
        }

        return (exponent * Ln2) + (2 * z * series);
    }
}
