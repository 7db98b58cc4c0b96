using System.Globalization;

namespace UnrolledRnn.Exhaustive;

/// <summary>The largest errors of a function and where they are.</summary>
internal sealed class Findings
{
    public double MaxUlp { get; private set; }

    public float MaxUlpAt { get; private set; }

    public double MaxAbsolute { get; private set; }

    public float MaxAbsoluteAt { get; private set; }

    public long BeyondRange { get; private set; }

    public long Differences { get; private set; }

    public long WrongNaN { get; private set; }

    public void Compare(float x, Func<double, double> exact, float result, float lowest, float highest)
    {
        if (float.IsNaN(x) || float.IsNaN(result))
        {
            WrongNaN += float.IsNaN(x) == float.IsNaN(result) ? 0 : 1;
            return;
        }

        BeyondRange += result < lowest || result > highest ? 1 : 0;
        double value = exact(x);
        double error = Math.Abs(value - result);
        float nearest = MathF.Abs((float)value);
        double ulp = error / ((double)MathF.BitIncrement(nearest) - nearest);

        // Exact at zero, with its sign, and at saturation.
        bool mustBeExact = x == 0 || (float.IsInfinity(x) && float.IsFinite(highest));
        if (mustBeExact && BitConverter.SingleToInt32Bits(result) != BitConverter.SingleToInt32Bits((float)value))
        {
            ulp = double.PositiveInfinity;
        }

        if (ulp > MaxUlp)
        {
            (MaxUlp, MaxUlpAt) = (ulp, x);
        }

        if (error > MaxAbsolute)
        {
            (MaxAbsolute, MaxAbsoluteAt) = (error, x);
        }
    }

    public void CompareBits(float one, float other)
    {
        bool same = BitConverter.SingleToInt32Bits(one) == BitConverter.SingleToInt32Bits(other);
        Differences += same || (float.IsNaN(one) && float.IsNaN(other)) ? 0 : 1;
    }

    public void Merge(Findings other)
    {
        if (other.MaxUlp > MaxUlp)
        {
            (MaxUlp, MaxUlpAt) = (other.MaxUlp, other.MaxUlpAt);
        }

        if (other.MaxAbsolute > MaxAbsolute)
        {
            (MaxAbsolute, MaxAbsoluteAt) = (other.MaxAbsolute, other.MaxAbsoluteAt);
        }

        BeyondRange += other.BeyondRange;
        Differences += other.Differences;
        WrongNaN += other.WrongNaN;
    }

    public string Row(string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-22} {MaxUlp,8:G4} {MaxUlpAt,16:R} {MaxAbsolute,13:E3} {MaxAbsoluteAt,16:R} {BeyondRange,13} {Differences,12} {WrongNaN,10}");
}
