using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using UnrolledRnn.Numerics;

namespace UnrolledRnn.Benchmarks.Activations;

/// <summary>
/// e^-|x| = 2^(n/8) e^r with the power of two from a table and an exponent and e^r - 1 of degree 3, then 1 / (1 + e^-|x|) or
/// e^-|x| / (1 + e^-|x|).
/// </summary>
internal static class DividedSigmoidMath<TSimd, TVector>
    where TSimd : struct, ISegmentSimd<TVector>
    where TVector : struct
{
    private const float Steps = 8 * 1.44269504f;
    private const float StepHigh = 0.693147182f / 8;
    private const float StepLow = -1.9046e-9f / 8;
    private const float RoundingShift = 12582912f;

    /// <summary>Short of results that are subnormal, which would cost another multiplication.</summary>
    private const float Bound = 87f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid(TVector x)
    {
        TVector shift = TSimd.Create(RoundingShift);
        TVector magnitude = TSimd.Min(TSimd.Create(Bound), TSimd.Abs(x));
        TVector shifted = TSimd.MultiplyAdd(magnitude, TSimd.Create(-Steps), shift);
        TVector n = TSimd.Subtract(shifted, shift);
        TVector r = TSimd.MultiplyAdd(n, TSimd.Create(-StepHigh), TSimd.Subtract(TSimd.Create(0f), magnitude));
        TVector low = TSimd.Multiply(n, TSimd.Create(-StepLow));
        TVector r2 = TSimd.Multiply(r, r);
        TVector p = TSimd.MultiplyAdd(TSimd.Create(1.6666667e-1f), r, TSimd.Create(0.5f));
        TVector exponentialMinusOne = TSimd.MultiplyAdd(p, r2, TSimd.Add(r, low));
        TVector power = TSimd.ScaleByLowBits(TSimd.Lookup8<Powers>(shifted), WholePart(shifted));

        TVector one = TSimd.Create(1f);
        TVector exponential = TSimd.MultiplyAdd(power, exponentialMinusOne, power);
        TVector numerator = TSimd.SelectBelow(x, TSimd.Create(0f), exponential, one);
        return TSimd.Divide(numerator, TSimd.MultiplyAdd(power, exponentialMinusOne, TSimd.Add(power, one)));
    }

    /// <summary>The bits of n / 8, rounded down, in the low bits.</summary>
    private static TVector WholePart(TVector shifted) => TSimd.ShiftRight(shifted, 3);

    private readonly struct Powers : ITable
    {
        public static Vector512<float> Entries =>
            Table.Twice(1f, 1.0905077f, 1.1892071f, 1.2968396f, 1.4142135f, 1.5422108f, 1.6817929f, 1.8340081f);
    }
}
