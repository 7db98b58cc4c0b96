using System.Runtime.CompilerServices;

namespace UnrolledRnn.Numerics;

/// <summary>
/// 1 / (1 + e^-x) without an exponential function or a division, precise for results of every magnitude.
/// </summary>
/// <remarks>
/// With |x| = 2 n ln 2 + r, sigmoid(-|x|) = 2^-2n p_n(r), where p_n(r) = 1 / (2^-2n + e^r) is a polynomial of degree 7 whose
/// coefficients come from a table. From n = 13 on, where 2^-2n is below the precision, all p_n are e^-r. The result is that, or
/// one minus that where x is positive: both come from the last multiply-add.
/// </remarks>
internal static class SegmentedSigmoid<TSimd, TVector>
    where TSimd : struct, ISegmentSimd<TVector>
    where TVector : struct
{
    private const float Step = 1.38629436f;
    private const float InverseStep = 0.721347520f;

    /// <summary>
    /// The float is 3.8e-9 more than 2 ln 2. A factor of 1 - 3.8e-9 n makes up for it: n / 16 units of the last place of the float
    /// below a power of two.
    /// </summary>
    private const int StepErrorShift = 4;

    /// <summary>Within the last segment that has a table entry.</summary>
    private const float TableBound = 18f;

    /// <summary>Beyond this magnitude e^-|x| is below half of the smallest float.</summary>
    private const float Bound = 104f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid(TVector x)
    {
        TVector shift = TSimd.Create(ActivationMath<TSimd, TVector>.RoundingShift);
        TVector inverseStep = TSimd.Create(InverseStep);
        TVector magnitude = TSimd.Min(TSimd.Create(Bound), TSimd.Abs(x));
        TVector shifted = TSimd.MultiplyAdd(magnitude, inverseStep, shift);
        TVector r = TSimd.MultiplyAdd(TSimd.Subtract(shifted, shift), TSimd.Create(-Step), magnitude);

        // The index has a chain of its own, so that the bound of the table needs no extra step.
        TVector index = TSimd.MultiplyAdd(TSimd.ClampMagnitude(x, TSimd.Create(TableBound)), inverseStep, shift);

        TVector r2 = TSimd.Multiply(r, r);
        TVector r4 = TSimd.Multiply(r2, r2);
        TVector p67 = TSimd.MultiplyAdd(TSimd.Lookup16<SigmoidTable.C7>(index), r, TSimd.Lookup16<SigmoidTable.C6>(index));
        TVector p45 = TSimd.MultiplyAdd(TSimd.Lookup16<SigmoidTable.C5>(index), r, TSimd.Lookup16<SigmoidTable.C4>(index));
        TVector p23 = TSimd.MultiplyAdd(TSimd.Lookup16<SigmoidTable.C3>(index), r, TSimd.Lookup16<SigmoidTable.C2>(index));
        TVector p01 = TSimd.MultiplyAdd(TSimd.Lookup16<SigmoidTable.C1>(index), r, TSimd.Lookup16<SigmoidTable.C0>(index));
        TVector p = TSimd.MultiplyAdd(TSimd.MultiplyAdd(p67, r2, p45), r4, TSimd.MultiplyAdd(p23, r2, p01));

        // Two factors of 2^-n, because 2^-2n is subnormal for the smallest results; a sign makes it 1 - 2^-2n p.
        TVector power = TSimd.NegativePowerOfTwo(shifted);
        TVector corrected = TSimd.DecreaseByLowBits(power, shifted, StepErrorShift);
        TVector scale = TSimd.Multiply(corrected, TSimd.Xor(power, TSimd.AndNot(TSimd.Create(-0f), x)));
        return TSimd.MultiplyAdd(p, scale, TSimd.OneIfPositive(x));
    }
}
